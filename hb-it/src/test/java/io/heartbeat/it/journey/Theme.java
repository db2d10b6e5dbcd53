package io.heartbeat.it.journey;

import java.util.Locale;

/** A theme of the pages, as the cookie {@code hb-theme} names it. */
enum Theme {
    LIGHT,
    DARK;

    /** The word in the cookie and in the names of pictures. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
