package io.heartbeat.pump.filter;

import java.util.Locale;

/** Names of fields, as configurations write them. */
public final class Names {
    private Names() {}

    /** Without leading underscores. */
    public static String strip(String name) {
        int from = 0;
        while (from < name.length() && name.charAt(from) == '_') {
            from++;
        }
        return name.substring(from);
    }

    /** Without leading underscores, in lower case: names that are the same for a choice of fields. */
    public static String fold(String name) {
        return strip(name).toLowerCase(Locale.ROOT);
    }
}
