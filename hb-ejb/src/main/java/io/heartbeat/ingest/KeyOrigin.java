package io.heartbeat.ingest;

import java.util.Locale;

/** Where the key of a host is from. */
public enum KeyOrigin {
    /** It has none. */
    NONE,
    /** The configuration file; not to be changed in the console. */
    CONFIGURATION,
    /** The console made it. */
    CONSOLE;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
