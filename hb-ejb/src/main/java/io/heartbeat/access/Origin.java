package io.heartbeat.access;

/** Where a user comes from. */
public enum Origin {
    /** The configuration file: cannot be changed in the console. */
    CONFIGURATION,
    /** The web console or the API. */
    CONSOLE
}
