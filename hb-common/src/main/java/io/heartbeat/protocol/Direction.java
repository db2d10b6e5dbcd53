package io.heartbeat.protocol;

/** Which way a signed frame travels, so that none can be sent back to where it came from. */
public enum Direction {
    /** From an agent; byte 0. */
    TO_SERVER,
    /** From the server; byte 1. */
    TO_AGENT;

    byte code() {
        return (byte) ordinal();
    }
}
