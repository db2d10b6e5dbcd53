package io.heartbeat.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The HB_ variables of the environment. A key's variable is {@code HB_}, then its path in upper case joined by {@code _},
 * each other character an {@code _}. An empty variable counts as not set. Not thread-safe.
 */
final class Variables {
    static final String PREFIX = "HB_";

    /** Variables of the launchers and of packaging, which are no keys. */
    static final Set<String> RESERVED = Set.of(
            "HB_HOME", "HB_CONFIG", "HB_JAVA", "HB_JAVA_HOME", "HB_JAVA_OPTS", "HB_OPTS", "HB_DEBUG", "HB_VERSION");

    private final Map<String, String> environment;
    private final Set<String> asked = new LinkedHashSet<>();

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The variable that gives this key, or null; {@code prefix} is that of the section, or null where none can reach. */
    String find(String prefix, String key) {
        if (prefix == null) {
            return null;
        }
        String exact = prefix + upper(key);
        String brief = prefix.equals(PREFIX) && key.startsWith("hb_") ? upper(key) : exact;
        for (String name : List.of(exact, brief)) {
            asked.add(name);
            if (!environment.getOrDefault(name, "").isEmpty()) {
                return name;
            }
        }
        return null;
    }

    String value(String name) {
        return environment.get(name);
    }

    /** Variables that look like ours and that no key asked for. */
    void unknown(Findings findings) {
        for (String name : new TreeMap<>(environment).keySet()) {
            if (name.startsWith(PREFIX) && !RESERVED.contains(name) && !asked.contains(name)) {
                String hint = Near.to(name, asked)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
                findings.warning(new Place(name, 0), "", "no key has this variable, it is ignored" + hint);
            }
        }
    }

    static String upper(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
