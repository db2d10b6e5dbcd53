package io.heartbeat.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who has which role on a host.
 *
 * @param owner views, acts and changes access
 * @param managers view and act
 * @param monitors view
 */
public record HostAccess(Optional<String> owner, List<String> managers, List<String> monitors) {
    /** Copies the lists. */
    public HostAccess {
        managers = List.copyOf(managers);
        monitors = List.copyOf(monitors);
    }

    static final HostAccess NOBODY = new HostAccess(Optional.empty(), List.of(), List.of());

    /** The two together; this one's owner goes first. */
    HostAccess and(HostAccess other) {
        return new HostAccess(owner.or(other::owner), both(managers, other.managers), both(monitors, other.monitors));
    }

    /** What a user has here, by name. */
    public Optional<Role> role(String user) {
        if (owner.filter(user::equals).isPresent()) {
            return Optional.of(Role.OWNER);
        }
        if (managers.contains(user)) {
            return Optional.of(Role.MANAGER);
        }
        return monitors.contains(user) ? Optional.of(Role.MONITOR) : Optional.empty();
    }

    /** With another role, or none, for one user; an owner who is replaced stays as a manager. */
    HostAccess with(String user, Optional<Role> role) {
        List<String> newManagers = new ArrayList<>(managers);
        List<String> newMonitors = new ArrayList<>(monitors);
        newManagers.remove(user);
        newMonitors.remove(user);
        Optional<String> newOwner = owner.filter(name -> !name.equals(user));
        if (role.isPresent()) {
            switch (role.get()) {
                case OWNER -> {
                    newOwner.ifPresent(newManagers::add);
                    newOwner = Optional.of(user);
                }
                case MANAGER -> newManagers.add(user);
                case MONITOR -> newMonitors.add(user);
            }
        }
        return new HostAccess(newOwner, newManagers, newMonitors);
    }

    HostAccess ownedBy(Optional<String> user) {
        return new HostAccess(user, managers, monitors);
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().sorted().toList();
    }
}
