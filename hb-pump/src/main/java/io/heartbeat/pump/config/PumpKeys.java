package io.heartbeat.pump.config;

import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.Match;
import io.heartbeat.pump.filter.UnitLevels;
import io.heartbeat.settings.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

/** Reads the top level. */
public final class PumpKeys {
    /** Name of the state file in the state directory, where the configuration is silent. */
    public static final String STATE_FILE = "journalpump_state.json";

    private enum LogLevel {
        DEBUG,
        INFO,
        WARNING,
        WARN,
        ERROR,
        CRITICAL;

        Level level() {
            return switch (this) {
                case DEBUG -> Level.FINE;
                case INFO -> Level.INFO;
                case WARNING, WARN -> Level.WARNING;
                case ERROR, CRITICAL -> Level.SEVERE;
            };
        }
    }

    private final Shelf senders;
    private final Path stateDir;

    /**
     * For one reading.
     *
     * @param senders all kinds there are
     * @param stateDir where state lies unless the configuration says otherwise
     */
    public PumpKeys(Shelf senders, Path stateDir) {
        this.senders = senders;
        this.stateDir = stateDir;
    }

    /** Reads the configuration; what is wrong becomes a problem of the section. */
    public PumpSettings read(Section root) {
        Map<String, FieldFilter> filters = new LinkedHashMap<>();
        root.sections("field_filters").forEach((name, section) -> filters.put(name, FilterKeys.fields(section)));
        Map<String, UnitLevels> levels = new LinkedHashMap<>();
        Section named = root.section("unit_log_levels");
        named.keys().forEach(name -> levels.put(name, FilterKeys.levels(named, name)));
        ReaderKeys keys = new ReaderKeys(senders, filters, levels, Buffers.from(root, Buffers.DEFAULT));
        Map<String, ReaderSettings> readers = new LinkedHashMap<>();
        root.sections("readers").forEach((name, section) -> readers.put(name, keys.read(name, section)));
        if (readers.isEmpty()) {
            root.warning("readers", "is empty: nothing is read, and nothing is shipped");
        }
        return new PumpSettings(
                root.choice("log_level", LogLevel.INFO).level(),
                stateFile(root),
                statsd(root.section("statsd")),
                texts(root.section("tags")),
                match(root),
                places(root),
                readers);
    }

    private Path stateFile(Section root) {
        Path file = root.path("json_state_file_path", stateDir.resolve(STATE_FILE));
        if (Files.isDirectory(file)) {
            root.problem("json_state_file_path", file + " is a directory; name a file in it");
        }
        return file;
    }

    private static Optional<Path> places(Section root) {
        Optional<Path> file = Optional.ofNullable(root.path("geoip_database", null));
        if (file.isPresent() && !Files.isReadable(file.get())) {
            root.warning("geoip_database", file.get() + " cannot be read; the pump does not start without it");
        }
        return file;
    }

    private static Optional<StatsdSettings> statsd(Section section) {
        String host = section.text("host", "");
        int port = section.integer("port", 0, 0, 65_535);
        String prefix = section.text("prefix", "");
        Map<String, String> tags = texts(section.section("tags"));
        if (host.isBlank() != (port == 0)) {
            section.warning("", "has no effect: metrics are sent where host and port are both set");
        }
        return host.isBlank() || port == 0
                ? Optional.empty()
                : Optional.of(new StatsdSettings(host.strip(), port, prefix, tags));
    }

    static Match match(Section section) {
        String key = section.text("match_key", null);
        String value = section.text("match_value", null);
        if (key == null && value != null) {
            section.problem("match_value", "needs match_key beside it: the field that has this value");
        }
        return new Match(key, value);
    }

    /** A map of texts; keys without a value are left out. */
    static Map<String, String> texts(Section section) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : section.keys()) {
            String text = section.text(key, null);
            if (text != null) {
                texts.put(key, text);
            }
        }
        return texts;
    }
}
