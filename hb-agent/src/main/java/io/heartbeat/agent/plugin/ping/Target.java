package io.heartbeat.agent.plugin.ping;

import io.heartbeat.settings.Section;
import java.util.regex.Pattern;

/**
 * One host to ping.
 *
 * @param name in the report; unique
 * @param host name or address
 */
record Target(String name, String host) {
    /** Nothing that a program could take for an option. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,252}");

    private static final int MAX_NAME = 253;

    /** Reads an element of {@code hosts}; what is wrong becomes a problem of the section. */
    static Target from(Section section) {
        String host = section.text("host", "");
        if (!HOST.matcher(host).matches()) {
            section.problem("host", "\"" + host + "\" is no host: write a name or an address, such as `- 192.0.2.1`");
        }
        String name = section.text("name", host);
        if (name.isBlank() || name.length() > MAX_NAME) {
            section.problem("name", "must have 1 to " + MAX_NAME + " characters");
        }
        return new Target(name, host);
    }
}
