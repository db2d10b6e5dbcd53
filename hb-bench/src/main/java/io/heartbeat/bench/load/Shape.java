package io.heartbeat.bench.load;

/** What the messages are. */
public enum Shape {
    /** Heartbeats, about 114 bytes of JSON. */
    HTB,
    /** Plugin reports, about 951 bytes of JSON. */
    PLG,
    /** Three heartbeats, then one plugin report. */
    MIX;

    /** Whether the message of that number is a plugin report. */
    boolean report(long number) {
        return this == PLG || this == MIX && number % 4 == 3;
    }
}
