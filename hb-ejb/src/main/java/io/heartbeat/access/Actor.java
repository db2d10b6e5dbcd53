package io.heartbeat.access;

/**
 * Who does something.
 *
 * @param name login name, null when nobody is logged in
 * @param address where from; null for the server itself
 */
public record Actor(String name, String address) {
    /** The server, on its own account. */
    public static final Actor SERVER = new Actor(null, null);
}
