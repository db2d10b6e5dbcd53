package io.heartbeat.agent.loghamster;

import io.heartbeat.agent.loghamster.HamsterSettings.Input;
import io.heartbeat.agent.loghamster.HamsterSettings.Method;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.FollowedFile;
import io.heartbeat.pump.follow.Generation;
import java.io.IOException;

/**
 * How much of a file is to be sent now: whole lines, unless the last one does not end for too long; little only after a while; a
 * whole file only when it is complete. For one thread.
 */
final class Ripeness {
    private static final long LINE_REACH = 64 << 10;

    private final Input input;
    private final HamsterSettings settings;
    private final FollowedFile file;
    private final TimeSource time;
    private long waitingSince = -1;

    Ripeness(Input input, HamsterSettings settings, FollowedFile file, TimeSource time) {
        this.input = input;
        this.settings = settings;
        this.file = file;
        this.time = time;
    }

    /** Whole files are sent when they are complete: rotated, or, of a pattern, lying still. */
    boolean held(Generation next) {
        if (input.method() == Method.WATCH || next.retired()) {
            return false;
        }
        boolean still =
                time.steadyMillis() - next.changedAt() >= settings.settle().toMillis();
        if (input.files().several() && still && next.size() > 0) {
            file.settle();
            return false;
        }
        return true;
    }

    /** Up to where to send what stands behind {@code from}; {@code from} itself when nothing is ripe. */
    long end(Generation next, long from) throws IOException {
        long available = next.size() - from;
        if (available <= 0) {
            waitingSince = -1;
            return from;
        }
        long now = time.steadyMillis();
        if (waitingSince < 0) {
            waitingSince = now;
        }
        if (next.retired()) {
            return next.size();
        }
        if (available < settings.batch()
                && now - waitingSince < settings.maxWait().toMillis()) {
            return from;
        }
        long line = lineEnd(next, from);
        boolean endless = available > LINE_REACH
                || now - waitingSince >= settings.partialWait().toMillis();
        return line > from ? line : endless ? next.size() : from;
    }

    /** Behind the last line that ends; {@code from} when there is none within reach. */
    private static long lineEnd(Generation next, long from) throws IOException {
        byte[] bytes = next.before(next.size(), (int) Math.min(LINE_REACH, next.size() - from));
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return next.size() - (bytes.length - 1 - i);
            }
        }
        return from;
    }

    /** Something was sent: what comes now waits anew. */
    void sent() {
        waitingSince = -1;
    }
}
