package io.heartbeat.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a configuration is looked for. */
public final class Location {
    private Location() {}

    /**
     * The file that somebody named, else the first that exists.
     *
     * @param named by system property, environment and the like, the strongest first; null and empty ones say nothing
     * @param usual places to look at when nobody named one
     * @return empty when there is none, so that the defaults hold; a named file is answered even if it is missing
     */
    public static Optional<Path> find(List<String> named, List<Path> usual) {
        return named.stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(Path::of)
                .or(() -> usual.stream().filter(Files::isRegularFile).findFirst());
    }
}
