package io.heartbeat.access;

import io.heartbeat.settings.SettingsReloaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The users of this server and their roles, as the configuration and the console say now. Thread-safe. */
@ApplicationScoped
public class Users {
    private volatile AccessSettings settings;
    private volatile AccountsChanged stored = AccountsChanged.NONE;

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

    void changed(@Observes AccountsChanged event) {
        stored = event;
    }

    /** Whether there are no users, and so no logins: everybody may do everything. */
    public boolean none() {
        return settings.users().isEmpty() && stored.users().isEmpty();
    }

    /** Whether who has not logged in may view, or use a server without users from another machine. */
    public boolean anonymousAllowed() {
        return settings.allowAnonymous();
    }

    /** A user by login name; one of the configuration file stands before one of the console. */
    public Optional<User> find(String name) {
        return Optional.ofNullable(settings.users().get(name))
                .or(() -> Optional.ofNullable(stored.users().get(name)));
    }

    /** All users by name. */
    public List<User> all() {
        Map<String, User> all = new TreeMap<>(stored.users());
        all.putAll(settings.users());
        return List.copyOf(all.values());
    }

    /**
     * The user, when the password is right and the user may log in. A wrong name takes as long as a wrong password: it is
     * checked against somebody else's.
     */
    public Optional<User> verify(String name, String password) {
        Optional<User> user = find(name);
        Optional<String> own = user.flatMap(User::password);
        boolean matches = own.or(() -> anybodys(name))
                .map(hash -> Passwords.matches(hash, password))
                .orElse(false);
        return matches && own.isPresent() ? user.filter(User::enabled) : Optional.empty();
    }

    /** The role of a user on a host, known or not; empty for who is no user, or may not log in. */
    public Optional<Role> role(String user, String host) {
        Optional<User> known = find(user).filter(User::enabled);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        HostAccess access = access(host);
        if (known.get().admin() || access.owner().filter(user::equals).isPresent()) {
            return Optional.of(Role.OWNER);
        }
        if (access.managers().contains(user)) {
            return Optional.of(Role.MANAGER);
        }
        return access.monitors().contains(user) ? Optional.of(Role.MONITOR) : Optional.empty();
    }

    /** Who has which role on a host; the owner is the default one where nobody named another. */
    public HostAccess access(String host) {
        HostAccess access =
                configured(host).orElse(HostAccess.NOBODY).and(stored.hosts().getOrDefault(host, HostAccess.NOBODY));
        return access.owner().isPresent() ? access : access.ownedBy(defaultOwner());
    }

    /** What the configuration file says of a host; the console cannot change it. */
    public Optional<HostAccess> configured(String host) {
        return Optional.ofNullable(settings.hosts().get(host));
    }

    private Optional<String> defaultOwner() {
        return settings.defaultOwner().or(() -> stored.users().values().stream()
                .filter(User::admin)
                .map(User::name)
                .min(Comparator.naturalOrder()));
    }

    /** The same one for the same wrong name, so that its time does not differ from try to try. */
    private Optional<String> anybodys(String name) {
        List<String> hashes =
                all().stream().flatMap(user -> user.password().stream()).toList();
        return hashes.isEmpty()
                ? Optional.empty()
                : Optional.of(hashes.get(Math.floorMod(name.hashCode(), hashes.size())));
    }
}
