package io.heartbeat.web.security;

import java.util.Locale;

/** Names that lead a browser to the machine it runs on, and that no other site can have. */
final class OwnName {
    private OwnName() {}

    /** @param host of a {@code Host} header, without the port */
    static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1");
    }
}
