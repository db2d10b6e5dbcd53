package io.heartbeat.agent;

import java.time.Instant;
import java.util.List;

/**
 * What a server wants this agent to do. It was proven to come from there.
 *
 * @param server who wants it
 * @param upgrade whether it is another version of the agent, and not a command
 * @param id by which the server knows its result, and the agent what it has done
 * @param command name in the allow-list; null for an upgrade
 * @param args of a command, in their order
 * @param version that an upgrade leads to; null for a command
 * @param url where it lies; null for a command
 * @param sha256 of what lies there, 64 hexadecimal digits; null for a command
 * @param expiresAt it is not begun after this moment
 */
public record Order(
        ServerAddress server,
        boolean upgrade,
        String id,
        String command,
        List<String> args,
        String version,
        String url,
        String sha256,
        Instant expiresAt) {
    /** Copies the list. */
    public Order {
        args = List.copyOf(args);
    }

    /** For logs: without arguments. */
    @Override
    public String toString() {
        return upgrade ? "upgrade to " + version : "command " + command;
    }
}
