package io.heartbeat.ingest;

/** Whether a host must sign its messages. */
public enum AuthMode {
    /** Unsigned messages are taken, even from a host that once signed. */
    OFF,
    /** Unsigned messages are taken until the host signs for the first time, and counted. */
    OBSERVE,
    /** Unsigned messages are refused. */
    REQUIRE
}
