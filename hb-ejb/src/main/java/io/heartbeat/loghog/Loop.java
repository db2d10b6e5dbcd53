package io.heartbeat.loghog;

import io.heartbeat.clock.TimeSource;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One event loop, its lane and its connections. Only its own thread comes in here. */
final class Loop {
    private static final long RETRY_MILLIS = 100;
    private static final long SWEEP_MILLIS = 1_000;

    final Lane lane;
    private final EventLoop thread;
    private final TimeSource time;
    private final long frameTimeout;
    private final Counters counters;
    private final Set<FrameHandler> connections = new HashSet<>();
    private final Set<FrameHandler> paused = new HashSet<>();
    private boolean retrying;

    Loop(EventLoop thread, Intake intake, LogHogSettings settings, TimeSource time) {
        this.thread = thread;
        this.lane = intake.newLane();
        this.time = time;
        this.frameTimeout = settings.frameTimeout().toMillis();
        this.counters = intake.counters;
        thread.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(FrameHandler connection) {
        connections.add(connection);
    }

    void remove(FrameHandler connection) {
        connections.remove(connection);
        paused.remove(connection);
    }

    long now() {
        return time.steadyMillis();
    }

    /** After a read of a connection: lines to files, and no more reading from it while they cannot be written. */
    void readOf(FrameHandler connection) {
        if (!lane.flush()) {
            connection.reading(false);
            paused.add(connection);
        }
        retryLater();
    }

    /** After a read of datagrams. */
    void readOfDatagrams() {
        lane.flush();
        retryLater();
    }

    private void retryLater() {
        if (lane.holding() && !retrying) {
            retrying = true;
            thread.schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void retry() {
        retrying = false;
        if (lane.retry()) {
            paused.forEach(connection -> connection.reading(true));
            paused.clear();
        }
        retryLater();
    }

    /** Ends connections whose frame was begun too long ago. */
    void sweep() {
        long begunBefore = now() - frameTimeout;
        for (FrameHandler slow :
                connections.stream().filter(one -> one.begunBefore(begunBefore)).toList()) {
            counters.slowFrames.increment();
            slow.close();
        }
    }
}
