package io.heartbeat.pump.config;

import com.google.re2j.Pattern;
import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.Patterns;
import io.heartbeat.pump.filter.Search;
import io.heartbeat.pump.filter.SecretFilter;
import io.heartbeat.pump.filter.Secrets;
import io.heartbeat.pump.filter.TagValue;
import io.heartbeat.pump.filter.UnitLevels;
import io.heartbeat.settings.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what filters are made of. */
final class FilterKeys {
    private static final List<List<String>> SEVERITIES = List.of(
            List.of("EMERGENCY", "EMERG"),
            List.of("ALERT"),
            List.of("CRITICAL", "CRIT"),
            List.of("ERROR", "ERR"),
            List.of("WARNING", "WARN"),
            List.of("NOTICE"),
            List.of("INFO"),
            List.of("DEBUG"));

    private enum Choice {
        WHITELIST,
        BLACKLIST
    }

    private FilterKeys() {}

    static FieldFilter fields(Section section) {
        boolean keeps = section.choice("type", Choice.WHITELIST) == Choice.WHITELIST;
        return FieldFilter.of(keeps, section.texts("fields"));
    }

    static UnitLevels levels(Section named, String name) {
        List<UnitLevels.Level> levels = new ArrayList<>();
        for (Section rule : named.items(name, "service_glob")) {
            String glob = needed(rule, "service_glob");
            String level = needed(rule, "log_level");
            int severity = severity(level);
            if (severity < 0 && !level.isEmpty()) {
                rule.problem(
                        "log_level",
                        "`" + level + "` is none of EMERGENCY, ALERT, CRITICAL, ERROR, WARNING, NOTICE,"
                                + " INFO, DEBUG");
            }
            levels.add(UnitLevels.Level.of(glob, severity));
        }
        return new UnitLevels(levels);
    }

    private static int severity(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        if (upper.matches("[0-7]")) {
            return upper.charAt(0) - '0';
        }
        for (int i = 0; i < SEVERITIES.size(); i++) {
            if (SEVERITIES.get(i).contains(upper)) {
                return i;
            }
        }
        return -1;
    }

    static Secrets secrets(Section reader) {
        List<SecretFilter> filters = new ArrayList<>();
        if (reader.isSection("secret_filters")) {
            reader.problem("secret_filters", "must be a list of maps, each with pattern and replacement; found a map");
        }
        for (Section filter : reader.items("secret_filters", "pattern")) {
            Pattern pattern = pattern(filter, "pattern", needed(filter, "pattern"));
            if (!filter.has("replacement")) {
                filter.problem("replacement", "is missing: what takes the place of a secret");
            }
            try {
                filters.add(SecretFilter.of(pattern, filter.text("replacement", "")));
            } catch (IllegalArgumentException e) {
                filter.problem("replacement", e.getMessage());
            }
        }
        return new Secrets(filters);
    }

    static List<Search> searches(Section reader) {
        List<Search> searches = new ArrayList<>();
        for (Section search : reader.items("searches", "name")) {
            String name = needed(search, "name");
            Map<String, Pattern> fields = new LinkedHashMap<>();
            Section wanted = search.section("fields");
            wanted.keys().forEach(key -> fields.put(key, pattern(wanted, key, wanted.text(key, ""))));
            if (fields.isEmpty()) {
                search.problem("fields", "is missing: at least one field with its pattern");
            }
            searches.add(new Search(name, fields, tags(search.section("tags"))));
        }
        return searches;
    }

    private static Map<String, TagValue> tags(Section section) {
        Map<String, TagValue> tags = new LinkedHashMap<>();
        PumpKeys.texts(section).forEach((tag, text) -> {
            try {
                tags.put(tag, TagValue.parse(text));
            } catch (IllegalArgumentException e) {
                section.problem(tag, e.getMessage());
            }
        });
        return tags;
    }

    private static String needed(Section section, String key) {
        String text = section.text(key, "");
        if (text.isEmpty()) {
            section.problem(key, "is missing");
        }
        return text;
    }

    private static Pattern pattern(Section section, String key, String text) {
        try {
            return Patterns.compile(text);
        } catch (IllegalArgumentException e) {
            section.problem(key, e.getMessage());
            return Patterns.compile("");
        }
    }
}
