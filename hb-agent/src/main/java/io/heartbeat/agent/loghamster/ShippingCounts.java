package io.heartbeat.agent.loghamster;

import io.heartbeat.pump.follow.FollowListener;
import io.heartbeat.pump.follow.Generation;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** Tallies of all shipped files since the start, and the lines that a loss is worth. Thread-safe. */
public final class ShippingCounts implements FollowListener {
    private static final System.Logger LOG = System.getLogger(ShippingCounts.class.getName());

    private final LongAdder bytes = new LongAdder();
    private final LongAdder rotations = new LongAdder();
    private final LongAdder truncations = new LongAdder();
    private final LongAdder losses = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder deletions = new LongAdder();

    /** Nothing yet. */
    public ShippingCounts() {}

    void sent(long count) {
        bytes.add(count);
    }

    void failed() {
        failures.increment();
    }

    void deleted(Generation file) {
        deletions.increment();
        LOG.log(Level.DEBUG, "{0} has arrived and is deleted", file.opened());
    }

    @Override
    public void rotated(Path path) {
        rotations.increment();
        LOG.log(Level.DEBUG, "{0} was rotated", path);
    }

    @Override
    public void truncated(Path path) {
        truncations.increment();
        LOG.log(Level.DEBUG, "{0} was truncated", path);
    }

    @Override
    public void lost(Path path, long from, String why) {
        losses.increment();
        LOG.log(
                Level.WARNING,
                "{0}: what was written behind byte {1} and not shipped yet is lost: {2}",
                path,
                from,
                why);
    }

    /** How often bytes were gone before they were read. */
    public long losses() {
        return losses.sum();
    }

    /** Bytes sent, those that were sent twice included. */
    public long bytes() {
        return bytes.sum();
    }

    @Override
    public String toString() {
        return "bytes_sent=" + bytes + " rotations=" + rotations + " truncations=" + truncations + " losses=" + losses
                + " deleted=" + deletions + " failures=" + failures;
    }
}
