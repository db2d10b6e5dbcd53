package io.heartbeat.command;

import java.nio.file.Path;

/**
 * An agent that this server gives away.
 *
 * @param version of the agent
 * @param file where it lies
 * @param bytes its size
 * @param sha256 64 hexadecimal digits
 */
public record Parcel(String version, Path file, long bytes, String sha256) {
    /** The name under which it is fetched. */
    public String name() {
        return file.getFileName().toString();
    }
}
