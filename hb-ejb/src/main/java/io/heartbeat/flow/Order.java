package io.heartbeat.flow;

/** Priorities of observers of ingest events: smaller hears earlier. */
public final class Order {
    /** The state of the host is stepped before anyone looks at it. */
    public static final int HOST = 100;

    /** Thresholds see the host's new state. */
    public static final int THRESHOLD = 200;

    /** The received bytes go to the message journal. */
    public static final int JOURNAL = 300;

    /** Newest plugin reports are kept for readers. */
    public static final int METRIC = 400;

    /** Dynamic DNS looks at the source address. */
    public static final int DNS = 500;

    /** People are told last, when all the facts stand. */
    public static final int LIVE = 600;

    private Order() {}
}
