package io.heartbeat.notify;

import java.util.Map;

/**
 * Who gets a letter over one channel.
 *
 * @param name what logs and lists call it: {@code user:ann}, {@code default}, or an address that is no secret
 * @param values the address at the service, by {@link Service#personal()}; empty: as the channel is set up
 * @param typed whether a user typed the address into the console
 */
public record Receiver(String name, Map<String, String> values, boolean typed) {
    /** How names of users' own channels begin. */
    public static final String USER = "user:";

    /** The channel's own receiver where it has just one. */
    public static final Receiver DEFAULT = new Receiver("default", Map.of());

    /** Copies the map. */
    public Receiver {
        values = Map.copyOf(values);
    }

    /** One whose address stands in the configuration. */
    public Receiver(String name, Map<String, String> values) {
        this(name, values, false);
    }

    /** A user. */
    public static Receiver of(String user, Recipient recipient) {
        return new Receiver(USER + user, recipient.values(), recipient.typed());
    }

    /** One of its values, or what the channel says. */
    public String value(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** Without addresses. */
    @Override
    public String toString() {
        return "Receiver[" + name + "]";
    }
}
