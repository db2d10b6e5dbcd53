package io.heartbeat.access;

/** What a token opens. */
public enum Scope {
    /** Looking, where its user may look. */
    READ,
    /** All that its user may do. */
    FULL
}
