package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who of those that may be told is told, and over which channels.
 *
 * @param channels names; empty for all that are selected
 * @param roles on the host; empty for all
 * @param users names; empty for all
 * @param receivers whether the channels' own receivers are among them
 */
record Circle(Set<String> channels, Set<String> roles, Set<String> users, boolean receivers) {
    static final Circle EVERYBODY = new Circle(Set.of(), Set.of(), Set.of(), true);

    private static final Set<String> ROLES = Set.of("monitor", "manager", "owner");

    Circle {
        channels = Set.copyOf(channels);
        roles = Set.copyOf(roles);
        users = Set.copyOf(users);
    }

    static Circle from(Section section, Map<String, Service> known) {
        Set<String> channels = new LinkedHashSet<>();
        for (String name : section.texts("channels")) {
            if (known.containsKey(Channels.canonical(name))) {
                channels.add(Channels.canonical(name));
            } else {
                section.problem(
                        "channels", "`" + name + "` is no channel; there are " + String.join(", ", known.keySet()));
            }
        }
        List<String> roles = section.texts("roles");
        roles.stream()
                .filter(role -> !ROLES.contains(role))
                .forEach(role -> section.problem("roles", "must be of monitor, manager, owner; found `" + role + "`"));
        List<String> users = section.texts("users");
        boolean everybody = roles.isEmpty() && users.isEmpty();
        return new Circle(channels, Set.copyOf(roles), Set.copyOf(users), section.flag("receivers", everybody));
    }

    boolean uses(Channel channel) {
        return channels.isEmpty() || channels.contains(channel.name());
    }

    /** Whether it is this person's business. Roles and users add up. */
    boolean includes(Audience.Person person) {
        return roles.isEmpty() && users.isEmpty() || roles.contains(person.role()) || users.contains(person.name());
    }
}
