package io.heartbeat.web.live;

import io.heartbeat.web.security.Viewer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One watcher: a bounded queue before a {@link Wire}. When the queue overflows it is thrown away and the watcher gets a
 * fresh snapshot as soon as the wire is free, never a backlog. Thread-safe.
 */
public final class Subscriber {
    /** Frames waiting at most: more than the hosts that may change in one turn of the pump. */
    static final int CAPACITY = 16_384;

    private static final int BATCH = 256;

    private final Audience audience;
    private final Viewer viewer;
    private final Wire wire;
    private final ArrayDeque<Frame> queue = new ArrayDeque<>();
    private boolean sending;
    private boolean overflown;
    private boolean resyncing;
    private boolean closed;
    private long sendingSince;
    private volatile long heardAt;

    Subscriber(Audience audience, Viewer viewer, Wire wire, long now) {
        this.audience = audience;
        this.viewer = viewer;
        this.wire = wire;
        this.heardAt = now;
    }

    Viewer viewer() {
        return viewer;
    }

    /** The watcher showed a sign of life. */
    public void heard() {
        heardAt = audience.now();
    }

    /** The connection is gone: nothing more is queued. */
    public void close() {
        synchronized (this) {
            closed = true;
            queue.clear();
        }
        audience.leave(this);
    }

    /** Queues a frame if the viewer may see its host. */
    synchronized void offer(Frame frame) {
        if (closed || overflown || frame.host() != null && !viewer.sees(frame.host())) {
            return;
        }
        if (queue.size() < CAPACITY) {
            queue.add(frame);
        } else {
            queue.clear();
            overflown = true;
            audience.overflown();
        }
    }

    /** Starts over with these frames. */
    synchronized void restart(List<Frame> frames) {
        queue.clear();
        overflown = false;
        resyncing = false;
        frames.stream()
                .filter(frame -> frame.host() == null || viewer.sees(frame.host()))
                .forEach(queue::add);
    }

    /** Sends what is queued unless a send is under way. */
    void flush() {
        synchronized (this) {
            if (sending) {
                return;
            }
            sending = true;
        }
        sent();
    }

    /** Whether this watcher is to be let go: its login ended, it is dead, or it has been stuck for too long. */
    synchronized String fault(long now, long deadMillis, long stuckMillis) {
        if (!viewer.valid()) {
            return "the login has ended";
        }
        if (now - heardAt > deadMillis) {
            return "no sign of life";
        }
        return sending && now - sendingSince > stuckMillis ? "too slow" : null;
    }

    void ping() {
        wire.ping();
    }

    void refuse(int code, String reason) {
        wire.close(code, reason);
        close();
    }

    private void sent() {
        List<Frame> batch = next();
        if (!batch.isEmpty()) {
            wire.send(batch, this::sent);
        }
    }

    private synchronized List<Frame> next() {
        List<Frame> batch = new ArrayList<>(Math.min(BATCH, queue.size()));
        while (batch.size() < BATCH && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        sending = !batch.isEmpty();
        sendingSince = audience.now();
        if (!sending && overflown && !resyncing && !closed) {
            resyncing = true;
            audience.resync(this);
        }
        return batch;
    }
}
