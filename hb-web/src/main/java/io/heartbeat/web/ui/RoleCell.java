package io.heartbeat.web.ui;

import io.heartbeat.access.Role;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import java.util.Locale;
import java.util.Optional;

/**
 * The role of one user on one host.
 *
 * @param role {@code none}, {@code monitor}, {@code manager} or {@code owner}: what counts
 * @param fixed why it cannot be changed here: {@code admin}, {@code file}, {@code groups}, {@code default}; empty when it can
 */
public record RoleCell(String user, String host, String role, String fixed) {
    static RoleCell of(Users users, User user, String host) {
        Optional<Role> role = user.admin() ? Optional.of(Role.OWNER) : users.role(user.name(), host);
        return new RoleCell(user.name(), host, word(role), fixed(users, user, host, role));
    }

    private static String fixed(Users users, User user, String host, Optional<Role> role) {
        if (user.admin()) {
            return "admin";
        }
        Optional<Role> given = users.console(host).role(user.name());
        if (role.isEmpty() || role.equals(given)) {
            return "";
        }
        if (users.configured(host).flatMap(access -> access.role(user.name())).equals(role)) {
            return "file";
        }
        return users.byGroups(user, host).equals(role) ? "groups" : "default";
    }

    private static String word(Optional<Role> role) {
        return role.map(found -> found.name().toLowerCase(Locale.ROOT)).orElse("none");
    }

    /** The roles that may be chosen. */
    public String[] choices() {
        return new String[] {"none", "monitor", "manager", "owner"};
    }
}
