package io.heartbeat;

import io.heartbeat.settings.Section;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads YAML as a feature would, for tests of its settings. */
public final class Configured {
    private Configured() {}

    /** The feature's settings. */
    public static <T> T by(String yaml, Function<Section, T> build) {
        return withFile(yaml, file -> Settings.read(file, Map.of(), build));
    }

    /** The problems as {@code line: path: message}. */
    public static List<String> problems(String yaml, Function<Section, ?> build) {
        return withFile(yaml, file -> {
            try {
                Settings.read(file, Map.of(), build);
                return List.of();
            } catch (SettingsException e) {
                return e.problems().stream()
                        .map(problem -> problem.line() + ": " + problem.path() + ": " + problem.message())
                        .toList();
            }
        });
    }

    private static <T> T withFile(String yaml, Function<Path, T> use) {
        try {
            Path file = Files.createTempFile("hb", ".yaml");
            try {
                return use.apply(Files.writeString(file, yaml));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
