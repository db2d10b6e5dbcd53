package io.heartbeat.access;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All users at one moment. Immutable.
 *
 * @param settings what the configuration says
 * @param stored what the console says
 * @param byName the two together, in the order of names
 * @param hashes the stored passwords
 * @param defaultOwner owner of hosts that nobody owns
 */
record UserList(
        AccessSettings settings,
        AccountsChanged stored,
        Map<String, User> byName,
        List<String> hashes,
        Optional<String> defaultOwner) {
    static UserList of(AccessSettings settings, AccountsChanged stored) {
        Map<String, User> all = new TreeMap<>();
        stored.users().forEach((name, user) -> all.put(name, asGroupsSay(settings, user)));
        Optional<String> firstAdmin =
                all.values().stream().filter(User::admin).map(User::name).findFirst();
        all.putAll(settings.users());
        return new UserList(
                settings,
                stored,
                Collections.unmodifiableMap(all),
                all.values().stream().flatMap(user -> user.password().stream()).toList(),
                settings.defaultOwner().or(() -> firstAdmin));
    }

    /** Whoever another system vouches for is an administrator by its groups only, as the configuration says now. */
    private static User asGroupsSay(AccessSettings settings, User user) {
        return user.origin().external()
                ? user.with(user.fullName(), settings.groups().admin(user.groups()), user.enabled())
                : user;
    }

    HostAccess configured(String host) {
        return settings.hosts().getOrDefault(host, HostAccess.NOBODY);
    }

    HostAccess console(String host) {
        return stored.hosts().getOrDefault(host, HostAccess.NOBODY);
    }

    /** The same one for the same wrong name, so that its time does not differ from try to try. */
    Optional<String> anybodys(String name) {
        return hashes.isEmpty()
                ? Optional.empty()
                : Optional.of(hashes.get(Math.floorMod(name.hashCode(), hashes.size())));
    }
}
