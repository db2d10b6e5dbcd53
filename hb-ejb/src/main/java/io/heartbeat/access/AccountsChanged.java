package io.heartbeat.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Users or roles of the console changed, or were read at the start.
 *
 * @param users by name
 * @param hosts by name, those that anything was said of
 */
public record AccountsChanged(Map<String, User> users, Map<String, HostAccess> hosts) {
    static final AccountsChanged NONE = new AccountsChanged(Map.of(), Map.of());

    /** Copies the maps. */
    public AccountsChanged {
        users = Map.copyOf(users);
        hosts = Map.copyOf(hosts);
    }

    /** With a user, new or changed. */
    AccountsChanged with(User user) {
        Map<String, User> changed = new HashMap<>(users);
        changed.put(user.name(), user);
        return new AccountsChanged(changed, hosts);
    }

    /** Without a user, who loses the roles too. */
    AccountsChanged without(String user) {
        Map<String, User> left = new HashMap<>(users);
        left.remove(user);
        Map<String, HostAccess> access = new HashMap<>(hosts);
        access.replaceAll((host, roles) -> roles.with(user, Optional.empty()));
        return new AccountsChanged(left, access);
    }

    /** With other roles on a host. */
    AccountsChanged with(String host, HostAccess access) {
        Map<String, HostAccess> changed = new HashMap<>(hosts);
        changed.put(host, access);
        return new AccountsChanged(users, changed);
    }
}
