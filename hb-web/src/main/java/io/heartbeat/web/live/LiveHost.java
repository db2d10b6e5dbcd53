package io.heartbeat.web.live;

import io.heartbeat.host.HostStatus;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the feed remembers of one host. {@code marked}, {@code reported} and {@code next} are shared; the rest is the pump's. */
final class LiveHost {
    final String name;

    /** Whether it waits in {@link Marks}. */
    final AtomicBoolean marked = new AtomicBoolean();

    /** Whether a plugin reported since the figures were read. */
    volatile boolean reported = true;

    /** The next one in {@link Marks}. */
    LiveHost next;

    HostStatus sentStatus;
    long sentAt = Long.MIN_VALUE / 2;
    boolean deferred;

    /** Newest stroke of the bar that was sent, epoch milliseconds. */
    long strokeAt;

    Figures figures = Figures.NONE;

    LiveHost(String name, long strokeAt) {
        this.name = name;
        this.strokeAt = strokeAt;
    }
}
