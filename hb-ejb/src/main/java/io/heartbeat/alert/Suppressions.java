package io.heartbeat.alert;

import io.heartbeat.flow.Unproxied;
import io.heartbeat.host.HostStatus;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Everything that may keep a notification back, as it is now. Thread-safe: whoever changes a part replaces it as a whole.
 */
@Unproxied
class Suppressions {
    private final ConcurrentMap<String, HostStatus> hosts = new ConcurrentHashMap<>();
    private volatile AlertSettings settings;
    private volatile List<Silence> silences = List.of();
    private volatile List<MaintenanceWindow> windows = List.of();

    @Inject
    Suppressions(AlertSettings settings) {
        this.settings = settings;
    }

    void settings(AlertSettings next) {
        settings = next;
    }

    void silences(Collection<Silence> all) {
        silences = List.copyOf(all);
    }

    void windows(Collection<MaintenanceWindow> all) {
        windows = List.copyOf(all);
    }

    void host(String name, HostStatus status) {
        hosts.put(name, status);
    }

    void forget(String host) {
        hosts.remove(host);
    }

    /** Why people are not told of this alert, null when they are. */
    Suppression of(Alert alert, Instant now) {
        Suppression host = of(alert.host(), now);
        if (host != null) {
            return host;
        }
        for (Silence silence : silences) {
            if (silence.active(now) && silence.covers(alert)) {
                return new Suppression(Suppression.Kind.SILENCED, Long.toString(silence.id()));
            }
        }
        return alert.flapping() ? new Suppression(Suppression.Kind.FLAPPING, "") : null;
    }

    /** What is to be expected of a host as a whole, whatever the alert; null when nothing is. */
    Suppression of(String host, Instant now) {
        if (hosts.get(host) == HostStatus.PAUSED) {
            return new Suppression(Suppression.Kind.MAINTENANCE, "paused");
        }
        List<String> parents = settings.parents().getOrDefault(host, List.of());
        if (!parents.isEmpty() && parents.stream().noneMatch(this::up)) {
            return new Suppression(Suppression.Kind.UNREACHABLE, String.join(",", parents));
        }
        Collection<String> groups = settings.groups().getOrDefault(host, List.of());
        for (MaintenanceWindow window : windows) {
            if (window.active(now) && window.covers(host, groups)) {
                return new Suppression(Suppression.Kind.MAINTENANCE, Long.toString(window.id()));
            }
        }
        return null;
    }

    /**
     * A parent that is late may be down in a moment, and its children are noticed first when their intervals are shorter: it
     * does not count as up. One that was never heard of says nothing, and counts.
     */
    private boolean up(String parent) {
        HostStatus status = hosts.getOrDefault(parent, HostStatus.UNKNOWN);
        return status != HostStatus.DOWN && status != HostStatus.LATE;
    }
}
