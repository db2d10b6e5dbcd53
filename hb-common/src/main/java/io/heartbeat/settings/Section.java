package io.heartbeat.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A map of the configuration, asked key by key. Each question states the type and marks the key as known; a wrong value
 * becomes a {@link Problem} and the default is answered, so that one reading finds all faults. A key without a value counts
 * as absent. An environment variable of the key (docs/CONFIGURATION.md, "Environment") wins over the file. Sections live
 * while the build function of {@link Settings#read} runs. Not thread-safe.
 */
public final class Section {
    private final Reading reading;
    private final String path;
    private final String prefix;
    private final Place place;
    private final Map<String, Value.Entry> entries;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final Map<String, Section> children = new LinkedHashMap<>();

    /**
     * @param prefix of its keys' variables; null when no variable reaches them
     * @param entries what is written; empty for a section that is absent
     */
    Section(Reading reading, String path, String prefix, Place place, Map<String, Value.Entry> entries) {
        this.reading = reading;
        this.path = path;
        this.prefix = prefix;
        this.place = place;
        this.entries = entries;
    }

    /** A key that has a value, and where it came from. */
    private record Given(Place place, Value value, boolean fromFile) {}

    /** Keys from the root to this section, joined by dots; empty for the root. */
    public String path() {
        return path;
    }

    /** The keys that are written, in the order of the file. They stay unknown until they are asked for. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** Whether the key has a value. */
    public boolean has(String key) {
        known.add(key);
        return reading.variables().find(prefix, key) != null || written(key) != null;
    }

    /** Whether the key's value is a map. The key stays unknown until it is asked for. */
    public boolean isSection(String key) {
        String variable = reading.variables().find(prefix, key);
        return variable == null
                ? written(key) instanceof Value.Mapping
                : reading.variables().value(variable).strip().startsWith("{");
    }

    /** A text; numbers and truth values are taken as they are written. */
    public String text(String key, String def) {
        String example = def == null || def.isEmpty() ? "" : ", such as `" + def + "`";
        return scalar(key, def, "a text" + example, text -> text);
    }

    /** A whole number, both bounds included. */
    public int integer(String key, int def, int min, int max) {
        int example = def >= min && def <= max ? def : min;
        String expected = "a whole number from " + min + " to " + max + ", such as " + example;
        return scalar(key, def, expected, text -> {
            long number = Long.parseLong(text.strip());
            return number < min || number > max ? null : (int) number;
        });
    }

    /** A finite number, both bounds included. */
    public double number(String key, double def, double min, double max) {
        String expected = "a number" + bounds(min, max) + ", such as " + plain(def >= min && def <= max ? def : min);
        return scalar(key, def, expected, text -> {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) && number >= min && number <= max ? number : null;
        });
    }

    /** True or false; yes, no, on, off, 1 and 0 are read as well. */
    public boolean flag(String key, boolean def) {
        return scalar(key, def, "true or false", text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> null;
        });
    }

    /** A time: a number of seconds, or 500ms, 10s, 5m, 1h, 2d, 1w; never negative. */
    public Duration seconds(String key, Duration def) {
        return seconds(key, def, Duration.ZERO, Duration.ofDays(36_500));
    }

    /** A time as {@link #seconds(String, Duration)}, both bounds included. */
    public Duration seconds(String key, Duration def, Duration min, Duration max) {
        String range = max.toDays() < 36_500 ? " from " + Quantity.show(min) + " to " + Quantity.show(max) : "";
        String expected = "a time" + (range.isEmpty() && !min.isZero() ? " of at least " + Quantity.show(min) : range)
                + " in seconds, such as " + (def == null ? 30 : def.toSeconds()) + ", or with a unit: 10s, 5m, 1h, 2d";
        return scalar(key, def, expected, text -> {
            Duration time = Quantity.duration(text);
            return time == null || time.compareTo(min) < 0 || time.compareTo(max) > 0 ? null : time;
        });
    }

    /** A size in bytes: 1048576, 10MB (powers of 1000), 1GiB or 1G (powers of 1024); never negative. */
    public long bytes(String key, long def) {
        return scalar(key, def, "a size in bytes, such as " + def + ", or with a unit: 10MB, 1GiB", Quantity::bytes);
    }

    /**
     * A path; {@code ~} is expanded. A relative one counts from the directory of the configuration file, one from the
     * environment from the working directory.
     */
    public Path path(String key, Path def) {
        Given given = find(key);
        boolean fromFile = given != null && given.fromFile();
        return scalar(key, def, "a path", text -> text.isBlank() ? null : reading.path(text, fromFile));
    }

    /** One of the constants, in any case, with {@code -} or {@code _}. */
    public <E extends Enum<E>> E choice(String key, E def) {
        E[] constants = def.getDeclaringClass().getEnumConstants();
        String names = Arrays.stream(constants).map(Section::word).collect(Collectors.joining(", "));
        return scalar(key, def, "one of " + names, text -> Arrays.stream(constants)
                .filter(constant -> word(constant)
                        .equals(text.strip().toLowerCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElse(null));
    }

    /** A list of texts, or one text; an empty text is an empty list. In a variable: a list in brackets, or texts with commas between. */
    public List<String> texts(String key) {
        Given given = find(key);
        if (given == null) {
            return List.of();
        }
        if (tree(given) instanceof Value.Mapping map) {
            mistyped(key, given, "a text or a list of texts, such as [one, two]", map.describe());
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        boolean nothing =
                given.value() instanceof Value.Scalar single && single.text().isEmpty();
        for (Value item : nothing ? List.<Value>of() : row(given)) {
            if (item instanceof Value.Scalar scalar && !scalar.text().isBlank()) {
                texts.add(scalar.text());
            } else {
                reading.findings()
                        .problem(
                                item.place(),
                                join(key) + "[" + texts.size() + "]",
                                "must be a text; found " + item.describe());
            }
        }
        return List.copyOf(texts);
    }

    /** The value as JSON, whatever it is: what stands without quotes is a number, a truth value or null if it looks so. */
    public String json(String key) {
        Given given = find(key);
        StringBuilder text = new StringBuilder();
        ValueJson.write(given == null ? null : tree(given), text);
        return text.toString();
    }

    /**
     * A list of maps, each a section.
     *
     * @param bare the key that an element which is only a text stands for: {@code - uptime} is {@code - {command: uptime}}
     */
    public List<Section> items(String key, String bare) {
        Given given = find(key);
        List<Section> items = new ArrayList<>();
        if (given == null) {
            return items;
        }
        List<Value> row = tree(given) instanceof Value.Mapping map ? List.of(map) : row(given);
        for (Value item : row) {
            String name = key + "[" + items.size() + "]";
            Map<String, Value.Entry> inside = item instanceof Value.Mapping map
                    ? map.entries()
                    : Map.of(bare, new Value.Entry(item.place(), item));
            Place at = item.place();
            items.add(children.computeIfAbsent(name, n -> new Section(reading, join(n), null, at, inside)));
        }
        return items;
    }

    /** A secret in the key itself, or in the first line of the file that {@code key_file} names. Never shown in messages. */
    public Optional<String> secret(String key) {
        Given direct = find(key);
        Given file = find(key + "_file");
        if (direct != null && file != null && direct.fromFile() == file.fromFile()) {
            problem(key + "_file", "set together with " + key + "; keep one of the two");
            return Optional.empty();
        }
        if (file == null || (direct != null && file.fromFile())) {
            if (direct != null && !(direct.value() instanceof Value.Scalar)) {
                mistyped(key, direct, "a text", direct.value().describe());
                return Optional.empty();
            }
            return Optional.ofNullable(direct).map(given -> ((Value.Scalar) given.value()).text());
        }
        return secretIn(path(key + "_file", null), key + "_file");
    }

    private Optional<String> secretIn(Path file, String key) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SecretFile.firstLine(file));
        } catch (IOException e) {
            problem(key, "the secret in " + file + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A variable of the environment that is no key, such as HOME, for a default to stand on; empty counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(reading.variables().value(name)).filter(value -> !value.isEmpty());
    }

    /** The map under a key; an empty section when absent. Asking twice answers the same section. */
    public Section section(String key) {
        Given given = find(key);
        return children.computeIfAbsent(key, name -> {
            Value value = given == null ? null : tree(given);
            if (value != null && !(value instanceof Value.Mapping)) {
                mistyped(key, given, "a map of keys", value.describe());
            }
            Map<String, Value.Entry> inside = value instanceof Value.Mapping map ? map.entries() : Map.of();
            return new Section(reading, join(key), below(key), at(key), inside);
        });
    }

    /** Sections by name, in the order of the file; a name without a value is an empty section. */
    public Map<String, Section> sections(String key) {
        return section(key).sections();
    }

    /** The INI file that a key names, as a section of sections; see {@link #file}. */
    public Section ini(String key) {
        return file(key, Format.INI);
    }

    /**
     * The root of another file, which a key names: what is asked there counts as asked here, problems are found with all others
     * and name that file's lines. Relative paths inside count from its own directory, and no variable reaches its keys.
     *
     * @return an empty section when the key is absent or the file cannot be read
     */
    public Section file(String key, Format format) {
        Path file = path(key, null);
        return children.computeIfAbsent("file " + key, name -> {
            if (file == null) {
                return new Section(reading, "", null, at(key), Map.of());
            }
            Value.Mapping root = Settings.root(file, format, "create it, or correct " + named(key), reading.findings());
            Reading inside = new Reading(
                    reading.findings(),
                    reading.variables(),
                    file.toAbsolutePath().getParent(),
                    reading.home());
            Map<String, Value.Entry> entries = root == null ? Map.of() : root.entries();
            return new Section(inside, "", null, new Place(file.toString(), 0), entries);
        });
    }

    private String named(String key) {
        Place place = at(key);
        return "`" + join(key) + "` in " + place.file() + (place.line() > 0 ? ":" + place.line() : "");
    }

    /** All keys of this section as sections, in the order of the file. */
    public Map<String, Section> sections() {
        Map<String, Section> sections = new LinkedHashMap<>();
        entries.keySet().forEach(name -> sections.put(name, section(name)));
        return sections;
    }

    /** Reports what is wrong with a key, at the place where its value was written. */
    public void problem(String key, String message) {
        reading.findings().problem(at(key), join(key), message);
    }

    /** Reports what will work and should be looked at. */
    public void warning(String key, String message) {
        reading.findings().warning(at(key), join(key), message);
    }

    /** Reports all keys that nobody asked for, here and below. */
    void close() {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                problem(key, "unknown key" + hint(key));
            }
        }
        children.values().forEach(Section::close);
    }

    private String hint(String key) {
        return Near.to(key, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse(known.isEmpty() || known.size() > 12 ? "" : "; known here: " + String.join(", ", known));
    }

    private <T> T scalar(String key, T def, String expected, Function<String, T> parse) {
        Given given = find(key);
        if (given == null) {
            return def;
        }
        if (given.value() instanceof Value.Scalar scalar) {
            T value = parsed(scalar.text(), parse);
            if (value != null) {
                return value;
            }
        }
        mistyped(key, given, expected, given.value().describe());
        return def;
    }

    private static <T> T parsed(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            return null; // what is no number is reported by the caller, with what was expected
        }
    }

    private void mistyped(String key, Given given, String expected, String found) {
        reading.findings().problem(given.place(), join(key), "must be " + expected + "; found " + found);
    }

    private Given find(String key) {
        known.add(key);
        String variable = reading.variables().find(prefix, key);
        Value written = written(key);
        if (variable == null && written == null) {
            return null;
        }
        if (counted.add(key) && !(written instanceof Value.Mapping)) {
            reading.findings().countKey();
        }
        if (variable == null) {
            return new Given(entries.get(key).place(), written, true);
        }
        Place at = new Place(variable, 0);
        return new Given(at, new Value.Scalar(at, reading.variables().value(variable), false), false);
    }

    private Value written(String key) {
        Value.Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** The value with its structure: that of a variable is YAML. */
    private Value tree(Given given) {
        if (given.fromFile() || !(given.value() instanceof Value.Scalar scalar)) {
            return given.value();
        }
        String text = scalar.text().strip();
        boolean structured = text.startsWith("[") || text.startsWith("{") || text.contains("\n");
        Value tree = structured ? YamlText.ofVariable(text, given.place().file(), reading.findings()) : scalar;
        return tree == null ? new Value.Mapping(given.place(), Map.of()) : tree;
    }

    private List<Value> row(Given given) {
        Value tree = tree(given);
        if (tree instanceof Value.Sequence sequence) {
            return sequence.items();
        }
        if (given.fromFile() || !(tree instanceof Value.Scalar scalar)) {
            return List.of(tree);
        }
        return Arrays.stream(scalar.text().split(",", -1))
                .<Value>map(part -> new Value.Scalar(scalar.place(), part.strip(), false))
                .toList();
    }

    private Place at(String key) {
        String variable = reading.variables().find(prefix, key);
        if (variable != null) {
            return new Place(variable, 0);
        }
        return entries.containsKey(key) ? entries.get(key).place() : place;
    }

    private String join(String key) {
        return key.isEmpty() ? path : YamlText.join(path, key);
    }

    private String below(String key) {
        return prefix == null ? null : prefix + Variables.upper(key) + "_";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String bounds(double min, double max) {
        return (min == -Double.MAX_VALUE ? "" : " from " + plain(min))
                + (max == Double.MAX_VALUE ? "" : " to " + plain(max));
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
