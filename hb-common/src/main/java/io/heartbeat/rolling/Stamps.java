package io.heartbeat.rolling;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/**
 * The moment in the name of a backup.
 *
 * @param pattern {@link java.time.format.DateTimeFormatter} pattern of a fixed length, appended to the file's name behind a dot;
 *     names must sort by time
 * @param zone what the pattern's fields are read in
 * @param birth null for the moment at which the file was closed; else the moment at which it was begun: this function finds it
 *     out for a file that an earlier run began, empty when it cannot be told
 */
public record Stamps(String pattern, ZoneId zone, Function<Path, Optional<Instant>> birth) {
    /** The moment at which the file was closed, in UTC. */
    public static Stamps closed(String pattern) {
        return new Stamps(pattern, ZoneOffset.UTC, null);
    }

    /** Whether names tell when a file was begun. */
    boolean ofBirth() {
        return birth != null;
    }
}
