package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One way to reach one person.
 *
 * @param channel the service
 * @param values what the person's address there is, by the channel's {@link Channel#keys()}; may be empty
 */
public record Recipient(Channel channel, Map<String, String> values) {
    /** Copies the map. */
    public Recipient {
        values = Map.copyOf(values);
    }

    /** Reads a list of channels, or a map of channels with an address or a map of values each. */
    public static List<Recipient> from(Section person, String key) {
        List<Recipient> recipients = new ArrayList<>();
        if (!person.isSection(key)) {
            for (String name : person.texts(key)) {
                channel(person, key, name).ifPresent(channel -> recipients.add(new Recipient(channel, Map.of())));
            }
            return recipients;
        }
        Section channels = person.section(key);
        for (String name : channels.keys()) {
            channel(channels, name, name)
                    .ifPresent(channel -> recipients.add(new Recipient(channel, values(channels, name, channel))));
        }
        return recipients;
    }

    private static Map<String, String> values(Section channels, String name, Channel channel) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!channels.isSection(name)) {
            String bare = channels.text(name, "");
            return bare.isEmpty() ? values : Map.of(channel.first(), bare);
        }
        Section inner = channels.section(name);
        channel.keys().stream().filter(inner::has).forEach(key -> values.put(key, inner.text(key, "")));
        return values;
    }

    private static Optional<Channel> channel(Section section, String key, String name) {
        Optional<Channel> channel = Arrays.stream(Channel.values())
                .filter(each -> each.label().equalsIgnoreCase(name))
                .findFirst();
        if (channel.isEmpty()) {
            section.has(key);
            section.problem(
                    key,
                    "`" + name + "` is no channel; there are "
                            + Arrays.stream(Channel.values())
                                    .map(Channel::label)
                                    .collect(Collectors.joining(", ")));
        }
        return channel;
    }

    /** Without addresses. */
    @Override
    public String toString() {
        return "Recipient[" + channel.label() + "]";
    }
}
