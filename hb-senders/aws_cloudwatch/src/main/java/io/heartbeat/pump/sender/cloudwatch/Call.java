package io.heartbeat.pump.sender.cloudwatch;

import io.heartbeat.pump.sender.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/**
 * Events of one call, within AWS's bounds: 10,000 of them, 1 MiB with 26 bytes for each, no more than 24 hours from the first
 * to the last, in the order of their time.
 *
 * @param items indexes in the batch, in the order of {@code events}
 */
record Call(List<Integer> items, List<InputLogEvent> events) {
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int OVERHEAD = 26;
    private static final long LONGEST_MILLIS = Duration.ofHours(24).toMillis();

    /** Cuts items into calls; what is too large for any is poison. */
    static List<Call> of(Batch batch, int... items) {
        List<Integer> ordered = new ArrayList<>(Arrays.stream(items).boxed().toList());
        ordered.sort(Comparator.comparingLong(item -> millis(batch, item)));
        List<Call> calls = new ArrayList<>();
        Call call = new Call(new ArrayList<>(), new ArrayList<>());
        int bytes = 0;
        for (int item : ordered) {
            int size = batch.length(item) + OVERHEAD;
            if (size > MOST_BYTES) {
                batch.poison(item, "an event of " + size + " bytes, of which CloudWatch takes " + MOST_BYTES);
                continue;
            }
            if (call.isFull(bytes + size, millis(batch, item))) {
                calls.add(call);
                call = new Call(new ArrayList<>(), new ArrayList<>());
                bytes = 0;
            }
            bytes += size;
            call.items.add(item);
            call.events.add(InputLogEvent.builder()
                    .timestamp(millis(batch, item))
                    .message(batch.json(item))
                    .build());
        }
        if (!call.items.isEmpty()) {
            calls.add(call);
        }
        return calls;
    }

    private static long millis(Batch batch, int item) {
        return Math.floorDiv(batch.realtimeMicros(item), 1_000L);
    }

    private boolean isFull(int bytes, long millis) {
        return !events.isEmpty()
                && (bytes > MOST_BYTES
                        || events.size() == MOST_EVENTS
                        || millis - events.get(0).timestamp() > LONGEST_MILLIS);
    }
}
