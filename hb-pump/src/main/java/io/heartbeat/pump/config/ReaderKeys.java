package io.heartbeat.pump.config;

import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.UnitLevels;
import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.source.LogSource;
import io.heartbeat.settings.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads readers and their senders. */
final class ReaderKeys {
    private static final Duration SLOW_SEARCH = Duration.ofSeconds(10);

    private final Shelf shelf;
    private final Map<String, FieldFilter> filters;
    private final Map<String, UnitLevels> levels;
    private final Buffers buffers;

    ReaderKeys(Shelf shelf, Map<String, FieldFilter> filters, Map<String, UnitLevels> levels, Buffers buffers) {
        this.shelf = shelf;
        this.filters = filters;
        this.levels = levels;
        this.buffers = buffers;
    }

    ReaderSettings read(String name, Section section) {
        if (!FileNames.fits(name)) {
            section.problem("", FileNames.refusal(name));
        }
        Buffers own = Buffers.from(section, buffers);
        Map<String, SenderSettings> senders = new LinkedHashMap<>();
        section.sections("senders").forEach((key, sender) -> senders.put(key, sender(key, sender, own)));
        if (senders.isEmpty() && !section.has("searches")) {
            section.warning("", "has neither senders nor searches: nothing is done with what it reads");
        }
        return new ReaderSettings(
                name,
                source(section),
                PumpKeys.match(section),
                FilterKeys.searches(section),
                FilterKeys.secrets(section),
                section.flag("secret_filter_metrics", false),
                section.seconds("threshold_for_metric_emit", SLOW_SEARCH),
                PumpKeys.texts(section.section("tags")),
                own.items(),
                own.bytes(),
                senders);
    }

    private LogSource source(Section section) {
        String type = section.text("source", "journal");
        return shelf.source(type).map(factory -> factory.plan(section)).orElseGet(() -> {
            section.problem(
                    "source", "there is no source `" + type + "`; known are " + String.join(", ", shelf.sources()));
            return null;
        });
    }

    private SenderSettings sender(String name, Section section, Buffers own) {
        if (!FileNames.fits(name)) {
            section.problem("", FileNames.refusal(name));
        }
        String type = section.text("output_type", "");
        Optional<SenderFactory> factory = shelf.sender(type);
        section.has("max_send_interval");
        if (factory.isEmpty()) {
            section.problem("output_type", unknown(type));
            section.keys().forEach(section::has); // whose keys they are, nobody knows
        }
        deadKey(section, "match_key");
        deadKey(section, "match_value");
        SenderPlan plan = factory.map(found -> found.plan(section)).orElse(null);
        Duration interval = factory.map(SenderFactory::interval).orElse(Duration.ofSeconds(1));
        return new SenderSettings(
                name,
                type,
                plan,
                named(section, "field_filter", filters, FieldFilter.ALL),
                named(section, "unit_log_level", levels, UnitLevels.ALL),
                extras(section.section("extra_field_values")),
                section.seconds("max_send_interval", interval, Duration.ZERO, Duration.ofDays(1)),
                section.bytes("spool_max_bytes", own.spool()));
    }

    private String unknown(String type) {
        String known = shelf.senders().isEmpty()
                ? "none lies in " + shelf.directory()
                : "known are " + String.join(", ", shelf.senders()) + ", those in " + shelf.directory();
        return (type.isEmpty() ? "is needed: the kind of sender; " : "there is no sender `" + type + "`; ") + known;
    }

    /** journalpump's own example has these here, where nothing ever read them. */
    private static void deadKey(Section section, String key) {
        if (section.has(key)) {
            section.warning(key, "has no effect on a sender, here as in journalpump; it belongs to the reader");
        }
    }

    private static <T> T named(Section section, String key, Map<String, T> known, T none) {
        String name = section.text(key, null);
        if (name != null && !known.containsKey(name)) {
            section.problem(
                    key,
                    "there is no `" + name + "`; "
                            + (known.isEmpty()
                                    ? "the top level's " + key + "s has none"
                                    : "known are " + String.join(", ", known.keySet())));
        }
        return name == null ? none : known.getOrDefault(name, none);
    }

    private static Map<String, String> extras(Section section) {
        Map<String, String> extras = new LinkedHashMap<>();
        section.keys().forEach(key -> extras.put(key, section.json(key)));
        return extras;
    }
}
