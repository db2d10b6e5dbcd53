package io.heartbeat.web.ui;

import io.heartbeat.access.Origin;
import io.heartbeat.access.User;
import io.heartbeat.notify.Recipient;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A user in the list of {@code /users}.
 *
 * @param origin {@code configuration}, {@code console}, {@code ldap} or {@code oidc}
 * @param password whether there is one here
 * @param totp whether there is a second factor
 * @param channels how the user is notified, with commas between
 * @param logins how many logins and API tokens stand
 */
public record UserRow(
        String name,
        String fullName,
        String origin,
        boolean admin,
        boolean enabled,
        boolean password,
        boolean totp,
        String channels,
        int logins) {
    static UserRow of(User user, int logins) {
        return new UserRow(
                user.name(),
                user.fullName().equals(user.name()) ? "" : user.fullName(),
                user.origin().name().toLowerCase(Locale.ROOT),
                user.admin(),
                user.enabled(),
                user.password().isPresent(),
                user.totp().isPresent(),
                user.channels().stream()
                        .filter(Recipient::enabled)
                        .map(Recipient::channel)
                        .collect(Collectors.joining(", ")),
                logins);
    }

    /** Whether the configuration file has the user, so that nothing can be changed here. */
    public boolean fixed() {
        return origin.equals(Origin.CONFIGURATION.name().toLowerCase(Locale.ROOT));
    }

    /** How the user logs in: {@code none}, {@code password}, or the system that says. */
    public String entry() {
        return fixed() || origin.equals("console") ? password ? "password" : "none" : origin;
    }
}
