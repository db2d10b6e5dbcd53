package io.heartbeat.notify;

import java.util.Locale;
import java.util.Set;

/** The services that carry a notification to a person. */
public enum Channel {
    /** Pushover's message API. */
    PUSHOVER("user", "device", "priority"),
    /** An incoming webhook of Mattermost. */
    MATTERMOST("channel", "username"),
    /** Signal by signal-cli-rest-api. */
    SIGNAL("number"),
    /** Mail by SMTP. */
    EMAIL("address");

    private final String first;
    private final String keys;

    Channel(String first, String... more) {
        this.first = first;
        this.keys = first + " " + String.join(" ", more);
    }

    /** What a user's own channel may say. */
    public Set<String> keys() {
        return Set.of(keys.strip().split(" "));
    }

    /** The key that a bare text stands for: {@code email: ann@example.org}. */
    public String first() {
        return first;
    }

    /** The name in the configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
