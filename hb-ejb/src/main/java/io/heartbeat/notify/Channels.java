package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Reads which channels there are, and which of them {@code pushsrv} selects. */
public final class Channels {
    private static final String ALL = "all";
    private static final String FURTHER = "channels";
    private static final int FASTEST = 6_000;
    private static final int MOST_AT_ONCE = 16;
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);

    private Channels() {}

    /** All services by name. */
    public static Map<String, Service> services() {
        Map<String, Service> services = new TreeMap<>();
        ServiceLoader.load(Service.class, Service.class.getClassLoader())
                .forEach(service -> services.put(service.name(), service));
        return services;
    }

    /** Every name of a channel, and which service it is of: the services themselves, and what stands under {@code channels}. */
    public static Map<String, Service> named(Section root) {
        Map<String, Service> named = new TreeMap<>(services());
        Map<String, Service> services = services();
        root.sections(FURTHER).forEach((name, section) -> {
            String type = canonical(section.text("type", ""));
            if (services.containsKey(canonical(name)) || canonical(name).equals(ALL)) {
                root.section(FURTHER).problem(name, "is the name of a service; choose another");
            } else if (!services.containsKey(type)) {
                section.problem("type", "must be one of " + String.join(", ", services.keySet()));
            } else {
                named.put(canonical(name), services.get(type));
            }
        });
        return named;
    }

    /** The channels that are selected and set up, in the order in which they are named. */
    static Map<String, Channel> selected(Section root) {
        Map<String, Service> named = named(root);
        Map<String, Channel> open = new LinkedHashMap<>();
        named.forEach((name, service) -> open(root, name, service).ifPresent(channel -> open.put(name, channel)));
        Map<String, Channel> selected = new LinkedHashMap<>();
        for (String name : chosen(root, named)) {
            if (open.containsKey(name)) {
                selected.put(name, open.get(name));
            } else if (!asksForAll(root)) {
                root.warning(
                        "pushsrv",
                        "`" + name + "` is not set up and tells nobody: it needs "
                                + String.join(", ", named.get(name).needs()));
            }
        }
        if (asksForAll(root) && selected.isEmpty()) {
            root.warning("pushsrv", "no channel is set up, nobody is told");
        }
        return selected;
    }

    private static boolean asksForAll(Section root) {
        return root.texts("pushsrv").stream().map(Channels::canonical).anyMatch(ALL::equals);
    }

    private static Set<String> chosen(Section root, Map<String, Service> named) {
        if (asksForAll(root)) {
            return named.keySet();
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (String written : root.texts("pushsrv")) {
            if (named.containsKey(canonical(written))) {
                chosen.add(canonical(written));
            } else {
                root.problem(
                        "pushsrv",
                        "must be of " + String.join(", ", named.keySet()) + " or all; found `" + written + "`");
            }
        }
        return chosen;
    }

    private static Optional<Channel> open(Section root, String name, Service service) {
        boolean own = !name.equals(service.name());
        Keys keys = own ? new Keys(further(root, name), "") : new Keys(root, service.name() + "_");
        if (own) {
            keys.text("type");
        }
        Optional<Notifier> notifier = service.open(keys);
        int perMinute =
                keys.integer("per_minute", notifier.map(Notifier::perMinute).orElse(30), 1, FASTEST);
        int concurrency = keys.integer("concurrency", 2, 1, MOST_AT_ONCE);
        Duration timeout = keys.section()
                .seconds(keys.prefix() + "timeout", USUAL_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(2));
        return notifier.map(ready -> new Channel(name, service.name(), ready, perMinute, concurrency, timeout));
    }

    private static Section further(Section root, String name) {
        Map<String, Section> further = root.sections(FURTHER);
        return further.entrySet().stream()
                .filter(entry -> canonical(entry.getKey()).equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Names are compared like this. */
    static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
