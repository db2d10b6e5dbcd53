package io.heartbeat.access;

import io.heartbeat.notify.Channels;
import io.heartbeat.notify.Service;
import io.heartbeat.settings.Section;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Users and their roles, as far as the configuration file says.
 *
 * @param users by name, in the order of the file
 * @param defaultOwner owner of hosts that name none: default_owner, else the first admin
 * @param hosts by name, those that say anything of access
 * @param allowAnonymous whether everybody may view without a login
 * @param federated whether users may come from a directory or a provider, so that a login is needed even without users
 * @param groups what groups over there mean here
 */
public record AccessSettings(
        Map<String, User> users,
        Optional<String> defaultOwner,
        Map<String, HostAccess> hosts,
        boolean allowAnonymous,
        boolean federated,
        GroupRoles groups) {
    /** Copies the maps. */
    public AccessSettings {
        users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
        hosts = Map.copyOf(hosts);
    }

    /** Users of this server alone. */
    public AccessSettings(
            Map<String, User> users,
            Optional<String> defaultOwner,
            Map<String, HostAccess> hosts,
            boolean allowAnonymous) {
        this(users, defaultOwner, hosts, allowAnonymous, false, GroupRoles.NONE);
    }

    /** Whether somebody must log in, as far as the configuration says. */
    public boolean loginNeeded() {
        return federated || !users.isEmpty();
    }

    /** Reads users, default_owner, allow_anonymous, group_roles and of each host owner, managers and monitors. */
    public static AccessSettings from(Section root) {
        Map<String, User> users = new LinkedHashMap<>();
        Map<String, Service> channels = Channels.named(root);
        root.sections("users").forEach((name, section) -> users.put(name, User.from(name, section, channels)));
        Map<String, HostAccess> hosts = new LinkedHashMap<>();
        root.sections("hosts").forEach((name, host) -> {
            HostAccess access = new HostAccess(
                    one(host, "owner", users), many(host, "managers", users), many(host, "monitors", users));
            if (host.has("owner") || host.has("managers") || host.has("monitors")) {
                hosts.put(name, access);
            }
        });
        Optional<String> firstAdmin =
                users.values().stream().filter(User::admin).map(User::name).findFirst();
        Optional<String> defaultOwner = one(root, "default_owner", users).or(() -> firstAdmin);
        if (!users.isEmpty() && defaultOwner.isEmpty() && !root.has("default_owner")) {
            root.warning(
                    "users", "nobody is admin and there is no default_owner, so nobody owns hosts that name no owner");
        }
        return new AccessSettings(
                users,
                defaultOwner,
                hosts,
                root.flag("allow_anonymous", false),
                root.isSection("ldap") || root.isSection("oidc"),
                GroupRoles.from(root));
    }

    private static Optional<String> one(Section section, String key, Map<String, User> users) {
        Optional<String> name = Optional.ofNullable(section.text(key, null));
        name.ifPresent(user -> check(section, key, user, users));
        return name;
    }

    private static List<String> many(Section section, String key, Map<String, User> users) {
        List<String> names = section.texts(key);
        names.forEach(user -> check(section, key, user, users));
        return names;
    }

    private static void check(Section section, String key, String user, Map<String, User> users) {
        if (!users.containsKey(user)) {
            section.problem(key, "there is no user `" + user + "` under users");
        }
    }
}
