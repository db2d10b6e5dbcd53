package io.heartbeat.notify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out who is meant, as channels and people are at present. Thread-safe. */
record Targets(NotifySettings settings, Audience audience) {
    /** All that a circle means of those who may see a host. */
    Set<Target> of(Circle circle, String host) {
        Set<Target> targets = new LinkedHashSet<>();
        List<Audience.Person> people =
                audience.of(host).stream().filter(circle::includes).toList();
        for (Channel channel : settings.channels().values()) {
            if (circle.uses(channel)) {
                own(circle, channel).forEach(one -> targets.add(new Target(channel.name(), one.name())));
                people.forEach(person -> reach(person, channel)
                        .filter(one -> !served(circle, channel, one))
                        .ifPresent(one -> targets.add(new Target(channel.name(), one.name()))));
            }
        }
        return targets;
    }

    private static List<Receiver> own(Circle circle, Channel channel) {
        return circle.receivers() ? channel.notifier().receivers() : List.of();
    }

    /** A user who names a channel and no address means the channel's own receiver, who is told already. */
    private static boolean served(Circle circle, Channel channel, Receiver user) {
        return user.values().isEmpty() && !own(circle, channel).isEmpty();
    }

    private static Optional<Receiver> reach(Audience.Person person, Channel channel) {
        return person.channels().stream()
                .filter(recipient -> recipient.enabled() && recipient.channel().equals(channel.name()))
                .findFirst()
                .map(recipient -> Receiver.of(person.name(), recipient));
    }

    /** Who a name stands for at present; empty for who is no receiver any more, or may not see the host. */
    Optional<Receiver> receiver(Channel channel, String name, String host) {
        if (name.startsWith(Receiver.USER)) {
            return audience.find(name.substring(Receiver.USER.length()), host)
                    .flatMap(person -> reach(person, channel));
        }
        return channel.notifier().receivers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    /** Everybody whom a channel can reach for a host, the channel's own first. */
    List<Receiver> all(Channel channel, String host) {
        List<Receiver> all = new ArrayList<>(channel.notifier().receivers());
        audience.of(host).forEach(person -> reach(person, channel).ifPresent(all::add));
        return all;
    }
}
