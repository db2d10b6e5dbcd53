package io.heartbeat.notify;

import java.util.List;

/**
 * A service as it is set up for one channel. Sends once, and says what came of it; whoever calls it repeats, waits and
 * keeps the log. Records, so that a reload can compare them. Thread-safe.
 */
public interface Notifier {
    /** The channel's own receivers, who belong to no user; may be empty. */
    List<Receiver> receivers();

    /** What must never be seen in a log, a page or an answer. */
    List<String> secrets();

    /** What values in its texts must be made harmless for. */
    Markup markup();

    /** Sends to one receiver. May take as long as {@link Means#timeout()}, and then gives up. Throws nothing that is foreseen. */
    Outcome send(Receiver to, Letter letter, Means means);

    /** What of a receiver's values must never be seen, besides {@link #secrets()}. */
    default List<String> secrets(Receiver to) {
        return List.of();
    }

    /** Whether it sends by {@link Means#http()} and by nothing else, so that it can be shown what it would send. */
    default boolean overHttp() {
        return false;
    }

    /** How many messages a minute it may be given by default. */
    default int perMinute() {
        return 30;
    }
}
