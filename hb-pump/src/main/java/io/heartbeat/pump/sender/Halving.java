package io.heartbeat.pump.sender;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the item that a destination will never take, where it refuses a request as a whole: each half is sent for itself, and
 * so on, until the one that is refused alone is poison and all others have arrived.
 */
public final class Halving {
    /** One request with some items. */
    @FunctionalInterface
    public interface Request {
        /**
         * Sends items and marks what it knows of each.
         *
         * @param items indexes in the batch, at least one
         * @return null unless this content was refused; then why, for people
         */
        String send(int... items) throws IOException, InterruptedException;
    }

    private Halving() {}

    /** Sends all that is pending, in one request where the destination takes it so. */
    public static void send(Batch batch, Request request) throws IOException, InterruptedException {
        int[] items = new int[batch.pending()];
        int found = 0;
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            items[found++] = i;
        }
        if (found > 0) {
            send(batch, items, request);
        }
    }

    private static void send(Batch batch, int[] items, Request request) throws IOException, InterruptedException {
        String refusal = request.send(items);
        if (refusal == null) {
            return;
        }
        if (items.length == 1) {
            batch.poison(items[0], refusal);
            return;
        }
        int middle = items.length / 2;
        send(batch, Arrays.copyOfRange(items, 0, middle), request);
        send(batch, Arrays.copyOfRange(items, middle, items.length), request);
    }
}
