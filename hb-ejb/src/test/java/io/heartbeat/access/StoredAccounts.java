package io.heartbeat.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Users and roles kept in memory, for rules that need no database. */
final class StoredAccounts extends AccountRepository {
    private final Map<String, User> users = new LinkedHashMap<>();
    private final List<RoleRow> roles = new ArrayList<>();

    /** Puts a stored password there as an older version would have left it. */
    void replacePassword(String name, String hash) {
        users.put(name, users.get(name).withPassword(hash));
    }

    @Override
    List<User> users() {
        return List.copyOf(users.values());
    }

    @Override
    void save(User user, Instant now) {
        AccountRow row = new AccountRow(user.name(), now);
        row.take(user);
        users.put(user.name(), row.user());
    }

    @Override
    void remove(String user) {
        users.remove(user);
        roles.removeIf(row -> row.account().equals(user));
    }

    @Override
    List<ChannelRow> channels() {
        return List.of();
    }

    @Override
    List<RoleRow> roles() {
        return List.copyOf(roles);
    }

    @Override
    void roles(String host, Map<String, Role> given) {
        roles.removeIf(row -> row.host().equals(host));
        given.forEach((user, role) -> roles.add(new RoleRow(host, user, role)));
    }
}
