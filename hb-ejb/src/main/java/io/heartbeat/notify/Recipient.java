package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to reach one person.
 *
 * @param channel name of the channel
 * @param values what the person's address there is, by the service's {@link Service#personal()}; may be empty
 * @param enabled whether it is used
 * @param typed whether the person typed it into the console, so that what it names is called only as far as {@link Reach} says
 */
public record Recipient(String channel, Map<String, String> values, boolean enabled, boolean typed) {
    /** Copies the map. */
    public Recipient {
        values = Map.copyOf(values);
    }

    /** One of the configuration file. */
    public Recipient(String channel, Map<String, String> values) {
        this(channel, values, true, false);
    }

    /**
     * Reads a list of channels, or a map of channels with an address or a map of values each.
     *
     * @param known the channels that there may be, from {@link Channels#named}
     */
    public static List<Recipient> from(Section person, String key, Map<String, Service> known) {
        List<Recipient> recipients = new ArrayList<>();
        if (!person.isSection(key)) {
            for (String name : person.texts(key)) {
                service(person, key, name, known)
                        .ifPresent(service -> recipients.add(new Recipient(canonical(name), Map.of())));
            }
            return recipients;
        }
        Section channels = person.section(key);
        for (String name : channels.keys()) {
            service(channels, name, name, known)
                    .ifPresent(
                            service -> recipients.add(new Recipient(canonical(name), values(channels, name, service))));
        }
        return recipients;
    }

    private static Map<String, String> values(Section channels, String name, Service service) {
        if (!channels.isSection(name)) {
            Personal first = service.personal().get(0);
            String bare = channels.text(name, "");
            check(channels, name, first, bare);
            return bare.isEmpty() ? Map.of() : Map.of(first.key(), bare);
        }
        Map<String, String> values = new LinkedHashMap<>();
        Section inner = channels.section(name);
        service.personal().stream().filter(one -> inner.has(one.key())).forEach(one -> {
            String value = inner.text(one.key(), "");
            check(inner, one.key(), one, value);
            values.put(one.key(), value);
        });
        return values;
    }

    private static void check(Section section, String key, Personal what, String value) {
        if (!value.isEmpty()) {
            what.wrong(value).ifPresent(wrong -> section.problem(key, wrong));
        }
    }

    private static Optional<Service> service(Section section, String key, String name, Map<String, Service> known) {
        Service service = known.get(canonical(name));
        if (service == null) {
            section.has(key);
            section.problem(key, "`" + name + "` is no channel; there are " + String.join(", ", known.keySet()));
        }
        return Optional.ofNullable(service);
    }

    private static String canonical(String name) {
        return Channels.canonical(name);
    }

    /** Without addresses. */
    @Override
    public String toString() {
        return "Recipient[" + channel + "]";
    }
}
