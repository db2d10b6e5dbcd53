package io.heartbeat.access;

import io.heartbeat.settings.SettingsReloaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The users of this server and their roles, as the configuration says now. Thread-safe. */
@ApplicationScoped
public class Users {
    private volatile AccessSettings settings;

    /** For the container's proxy. */
    protected Users() {}

    /** @param settings at the start; a reload replaces them */
    @Inject
    public Users(AccessSettings settings) {
        this.settings = settings;
    }

    void reloaded(@Observes SettingsReloaded<AccessSettings> event) {
        settings = event.settings();
    }

    /** Whether there are no users, and so no logins: everybody may do everything. */
    public boolean none() {
        return settings.users().isEmpty();
    }

    /** Whether who has not logged in may view, or use a server without users from another machine. */
    public boolean anonymousAllowed() {
        return settings.allowAnonymous();
    }

    /** A user by login name. */
    public Optional<User> find(String name) {
        return Optional.ofNullable(settings.users().get(name));
    }

    /**
     * The user, when the password is right. A wrong name takes as long as a wrong password: it is checked against somebody
     * else's.
     */
    public Optional<User> verify(String name, String password) {
        AccessSettings now = settings;
        Optional<User> user = Optional.ofNullable(now.users().get(name));
        Optional<String> own = user.flatMap(User::password);
        boolean matches = own.or(() -> anybodys(now, name))
                .map(stored -> Passwords.matches(stored, password))
                .orElse(false);
        return matches && own.isPresent() ? user : Optional.empty();
    }

    /** The role of a user on a host, known or not; empty for who is no user. */
    public Optional<Role> role(String user, String host) {
        AccessSettings now = settings;
        User known = now.users().get(user);
        if (known == null) {
            return Optional.empty();
        }
        HostAccess access = now.hosts().get(host);
        Optional<String> owner =
                access == null ? now.defaultOwner() : access.owner().or(now::defaultOwner);
        if (known.admin() || owner.filter(user::equals).isPresent()) {
            return Optional.of(Role.OWNER);
        }
        if (access != null && access.managers().contains(user)) {
            return Optional.of(Role.MANAGER);
        }
        return access != null && access.monitors().contains(user) ? Optional.of(Role.MONITOR) : Optional.empty();
    }

    /** The same one for the same wrong name, so that its time does not differ from try to try. */
    private static Optional<String> anybodys(AccessSettings settings, String name) {
        List<String> stored = settings.users().values().stream()
                .flatMap(user -> user.password().stream())
                .toList();
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of(stored.get(Math.floorMod(name.hashCode(), stored.size())));
    }
}
