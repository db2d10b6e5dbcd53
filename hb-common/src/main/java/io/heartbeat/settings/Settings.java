package io.heartbeat.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The door: a file and the environment in, a typed configuration or all of its problems out. Thread-safe. */
public final class Settings {
    private static final String WAY_OUT = "create it, or name another one with -c FILE";
    private static final long MAX_BYTES = 64L << 20;

    private Settings() {}

    /**
     * What a good configuration comes to.
     *
     * @param value what the build function made
     * @param warnings what works and should be looked at
     * @param keys how many keys have a value
     */
    public record Loaded<T>(T value, List<Problem> warnings, int keys) {}

    /**
     * Reads a configuration.
     *
     * @param file YAML, or TOML by its ending; null when there is none, so that only environment and defaults speak
     * @param environment variables, of which HB_… win over the file
     * @param build asks the root for every key it knows; what it did not ask for is unknown
     * @throws SettingsException with all problems, when there is one
     */
    public static <T> T read(Path file, Map<String, String> environment, Function<Section, T> build) {
        return load(file, environment, build).value();
    }

    /** As {@link #read}, with the warnings. */
    public static <T> Loaded<T> load(Path file, Map<String, String> environment, Function<Section, T> build) {
        return load(file, Format.of(file), environment, build);
    }

    /** As {@link #load(Path, Map, Function)}, for a file whose format its name does not tell. */
    public static <T> Loaded<T> load(
            Path file, Format format, Map<String, String> environment, Function<Section, T> build) {
        Findings findings = new Findings();
        Value.Mapping root = root(file, format, WAY_OUT, findings);
        if (root == null) {
            throw new SettingsException(findings.problems());
        }
        Variables variables = new Variables(environment);
        Path absolute = file == null ? Path.of("") : file.toAbsolutePath().getParent();
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Section section = new Section(
                new Reading(findings, variables, absolute, home), "", Variables.PREFIX, root.place(), root.entries());
        T value = built(section, build, findings);
        section.close();
        variables.unknown(findings);
        stopAt(findings, null);
        return new Loaded<>(value, findings.warnings(), findings.keys());
    }

    /**
     * The values of a file by their dotted path, untyped; elements of a list carry their index: {@code dyndomains[0]}.
     *
     * @throws SettingsException when the file cannot be read as YAML
     */
    public static Map<String, String> flatten(Path file) {
        Findings findings = new Findings();
        Value.Mapping root = root(file, Format.of(file), WAY_OUT, findings);
        stopAt(findings, null);
        Map<String, String> flat = new TreeMap<>();
        flatten("", root, flat);
        return flat;
    }

    private static void flatten(String path, Value value, Map<String, String> flat) {
        if (value instanceof Value.Scalar scalar) {
            flat.put(path, scalar.text());
        } else if (value instanceof Value.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                flatten(path + "[" + i + "]", sequence.items().get(i), flat);
            }
        } else if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> flatten(YamlText.join(path, key), entry.value(), flat));
        }
    }

    /** A build that trips over a value it was already told about is no news; without a problem it is a fault of ours. */
    private static <T> T built(Section section, Function<Section, T> build, Findings findings) {
        try {
            return build.apply(section);
        } catch (RuntimeException e) {
            stopAt(findings, e);
            throw e;
        }
    }

    private static void stopAt(Findings findings, Throwable cause) {
        List<Problem> problems = findings.problems();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems, cause);
        }
    }

    /**
     * Null when the file cannot be read at all; single keys that are wrong leave the rest to be looked at.
     *
     * @param wayOut what to do about a file that is not there
     */
    static Value.Mapping root(Path file, Format format, String wayOut, Findings findings) {
        Place whole = new Place(file == null ? "environment" : file.toString(), 0);
        Value value = file == null ? null : format.read(content(file, whole, wayOut, findings), whole.file(), findings);
        if (value instanceof Value.Mapping mapping) {
            return new Value.Mapping(whole, mapping.entries());
        }
        if (value == null && findings.problems().isEmpty()) {
            return new Value.Mapping(whole, Map.of());
        }
        if (value != null) {
            findings.problem(
                    value.place(), "", "must be a map of keys, such as `interval: 30`; found " + value.describe());
        }
        return null;
    }

    /** The text of a file; empty, with a problem, when it cannot be read. */
    private static String content(Path file, Place whole, String wayOut, Findings findings) {
        try {
            if (Files.isDirectory(file)) {
                findings.problem(whole, "", "is a directory, not a configuration file; " + wayOut);
                return "";
            }
            if (Files.size(file) > MAX_BYTES) {
                findings.problem(whole, "", "is larger than 64 MiB; " + wayOut);
                return "";
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            findings.problem(whole, "", "there is no such file; " + wayOut);
        } catch (AccessDeniedException e) {
            findings.problem(whole, "", "no permission to read it; let this user read it, or " + wayOut);
        } catch (CharacterCodingException e) {
            findings.problem(whole, "", "is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            findings.problem(whole, "", "cannot be read: " + e);
        }
        return "";
    }
}
