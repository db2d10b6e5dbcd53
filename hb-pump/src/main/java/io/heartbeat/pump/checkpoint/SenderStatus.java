package io.heartbeat.pump.checkpoint;

/** How a sender stands to its destination. */
public enum SenderStatus {
    /** It ended. */
    STOPPED(0),
    /** The last attempt failed, or there was none yet. */
    DISCONNECTED(2),
    /** The last attempt worked. */
    CONNECTED(3);

    private final int number;

    SenderStatus(int number) {
        this.number = number;
    }

    /** What the gauge shows. */
    public int number() {
        return number;
    }
}
