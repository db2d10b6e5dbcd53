package io.heartbeat.access;

import java.util.List;
import java.util.Optional;

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
}
