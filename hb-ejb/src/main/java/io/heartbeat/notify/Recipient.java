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
 */
public record Recipient(String channel, Map<String, String> values) {
    /** Copies the map. */
    public Recipient {
        values = Map.copyOf(values);
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
            String bare = channels.text(name, "");
            return bare.isEmpty() ? Map.of() : Map.of(service.personal().get(0), bare);
        }
        Map<String, String> values = new LinkedHashMap<>();
        Section inner = channels.section(name);
        service.personal().stream().filter(inner::has).forEach(key -> values.put(key, inner.text(key, "")));
        return values;
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
