package io.heartbeat.notify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users may say themselves to be reached by the channels that are used. Immutable.
 *
 * @param settings what holds
 */
public record OwnChannels(NotifySettings settings) {
    /**
     * A channel that a user may want to be reached by.
     *
     * @param channel its name
     * @param service name of its service
     * @param says what a user says there; the first must be said
     */
    public record Offer(String channel, String service, List<Personal> says) {}

    /** All of them, as they are named in {@code pushsrv}. */
    public List<Offer> offers() {
        Map<String, Service> services = Channels.services();
        return settings.channels().values().stream()
                .map(channel -> new Offer(
                        channel.name(),
                        channel.service(),
                        services.get(channel.service()).personal()))
                .toList();
    }

    /** One of them. */
    public Optional<Offer> offer(String channel) {
        return offers().stream()
                .filter(one -> one.channel().equals(Channels.canonical(channel)))
                .findFirst();
    }

    /**
     * A user's own channel as the user wants it.
     *
     * @param said values by key; an empty one takes the value away
     * @param before what was there, null for nothing; its secrets stay where nothing is said of them
     * @throws IllegalArgumentException when something is wrong with it: what, never the value
     */
    public Recipient recipient(Offer offer, Map<String, String> said, boolean enabled, Recipient before) {
        List<String> known = offer.says().stream().map(Personal::key).toList();
        said.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException(
                    "there is no " + key + "; " + offer.channel() + " has " + String.join(", ", known));
        });
        Map<String, String> values = new LinkedHashMap<>();
        for (Personal one : offer.says()) {
            String kept = before != null && one.secret() ? before.values().getOrDefault(one.key(), "") : "";
            String value = said.getOrDefault(one.key(), kept).strip();
            if (!value.isEmpty()) {
                one.wrong(value).ifPresent(wrong -> {
                    throw new IllegalArgumentException(one.key() + " " + wrong);
                });
                values.put(one.key(), value);
            }
        }
        return checked(offer, new Recipient(offer.channel(), values, enabled, true));
    }

    private Recipient checked(Offer offer, Recipient wanted) {
        Personal first = offer.says().get(0);
        if (!wanted.values().containsKey(first.key())) {
            throw new IllegalArgumentException(first.key() + " must be " + first.rule());
        }
        settings.reach()
                .bars(wanted.values().values())
                .filter(outcome -> outcome.kind() == Outcome.Kind.REFUSED)
                .ifPresent(outcome -> {
                    throw new IllegalArgumentException(outcome.answer());
                });
        return wanted;
    }

    /** What may be shown of a user's own channel: a secret that is set is null. */
    public Map<String, String> shown(Recipient recipient) {
        List<Personal> says =
                new ArrayList<>(offer(recipient.channel()).map(Offer::says).orElseGet(List::of));
        Map<String, String> shown = new LinkedHashMap<>();
        recipient.values().keySet().stream().sorted().forEach(key -> {
            boolean open = says.stream().anyMatch(one -> one.key().equals(key) && !one.secret());
            shown.put(key, open ? recipient.values().get(key) : null);
        });
        return Collections.unmodifiableMap(shown);
    }
}
