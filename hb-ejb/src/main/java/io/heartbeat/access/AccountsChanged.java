package io.heartbeat.access;

import java.util.Map;

/**
 * Users or roles of the console changed, or were read at the start.
 *
 * @param users by name
 * @param hosts by name, those that anything was said of
 */
record AccountsChanged(Map<String, User> users, Map<String, HostAccess> hosts) {
    static final AccountsChanged NONE = new AccountsChanged(Map.of(), Map.of());

    AccountsChanged {
        users = Map.copyOf(users);
        hosts = Map.copyOf(hosts);
    }
}
