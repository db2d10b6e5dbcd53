package io.heartbeat.access;

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

    HostAccess ownedBy(Optional<String> user) {
        return new HostAccess(user, managers, monitors);
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().sorted().toList();
    }
}
