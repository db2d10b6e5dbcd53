package io.heartbeat.access;

import io.heartbeat.settings.SettingsReloaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users of this server and their roles, as the configuration and the console say now. Thread-safe. */
@ApplicationScoped
public class Users {
    private volatile UserList list;

    /** For the container's proxy. */
    protected Users() {}

    /** @param settings at the start; a reload replaces them */
    @Inject
    public Users(AccessSettings settings) {
        list = UserList.of(settings, AccountsChanged.NONE);
    }

    synchronized void reloaded(@Observes SettingsReloaded<AccessSettings> event) {
        list = UserList.of(event.settings(), list.stored());
    }

    synchronized void changed(@Observes AccountsChanged event) {
        list = UserList.of(list.settings(), event);
    }

    /** Whether there are no users, and so no logins: everybody may do everything. */
    public boolean none() {
        return !list.settings().loginNeeded() && list.byName().isEmpty();
    }

    /** Whether who has not logged in may view, or use a server without users from another machine. */
    public boolean anonymousAllowed() {
        return list.settings().allowAnonymous();
    }

    /** A user by login name; one of the configuration file stands before one of the console. */
    public Optional<User> find(String name) {
        return Optional.ofNullable(list.byName().get(name));
    }

    /** All users by name. */
    public List<User> all() {
        return List.copyOf(list.byName().values());
    }

    /** Those of the groups that the configuration gives something. */
    Set<String> known(Set<String> groups) {
        return list.settings().groups().known(groups);
    }

    /**
     * The user, when the password is right and the user may log in. A wrong name takes as long as a wrong password: it is
     * checked against somebody else's.
     */
    public Optional<User> verify(String name, String password) {
        UserList now = list;
        Optional<User> user = Optional.ofNullable(now.byName().get(name));
        Optional<String> own = user.flatMap(User::password);
        boolean matches = own.or(() -> now.anybodys(name))
                .map(hash -> Passwords.matches(hash, password))
                .orElse(false);
        return matches && own.isPresent() ? user.filter(User::enabled) : Optional.empty();
    }

    /** The role of a user on a host, known or not; empty for who is no user, or may not log in. */
    public Optional<Role> role(String user, String host) {
        UserList now = list;
        User known = now.byName().get(user);
        if (known == null || !known.enabled()) {
            return Optional.empty();
        }
        if (known.admin()) {
            return Optional.of(Role.OWNER);
        }
        HostAccess fixed = now.configured(host);
        HostAccess given = now.console(host);
        boolean owned = fixed.owner().isPresent() || given.owner().isPresent();
        if (!owned && now.defaultOwner().filter(user::equals).isPresent()) {
            return Optional.of(Role.OWNER);
        }
        // An owner of the file leaves the console's without a say.
        HostAccess rest = fixed.owner().isPresent() ? given.ownedBy(Optional.empty()) : given;
        return Role.stronger(
                Role.stronger(fixed.role(user), rest.role(user)),
                now.settings().groups().role(known.groups(), host));
    }

    /** Who has which role on a host; the owner is the default one where nobody named another. Roles by groups are not in it. */
    public HostAccess access(String host) {
        UserList now = list;
        HostAccess access = now.configured(host).and(now.console(host));
        return access.owner().isPresent() ? access : access.ownedBy(now.defaultOwner());
    }

    /** What the configuration file says of a host; the console cannot change it. */
    public Optional<HostAccess> configured(String host) {
        return Optional.ofNullable(list.settings().hosts().get(host));
    }

    /** What the console says of a host, without what the file says. */
    public HostAccess console(String host) {
        return list.console(host);
    }

    /** The role that the groups of a user give on a host. */
    public Optional<Role> byGroups(User user, String host) {
        return list.settings().groups().role(user.groups(), host);
    }
}
