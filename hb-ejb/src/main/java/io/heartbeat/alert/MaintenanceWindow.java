package io.heartbeat.alert;

import io.heartbeat.settings.Glob;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Planned work on some hosts, once or again and again.
 *
 * @param id number
 * @param hosts patterns of names, with {@code *} and {@code ?}
 * @param groups groups of hosts ({@code hosts.NAME.groups})
 * @param startsAt before it nothing counts; null for a recurring one that holds at once
 * @param endsAt from then on nothing counts; null for a recurring one without end
 * @param recurrence null for one time
 * @param author who planned it
 * @param comment what is done
 * @param createdAt when it was made
 */
public record MaintenanceWindow(
        long id,
        List<String> hosts,
        List<String> groups,
        Instant startsAt,
        Instant endsAt,
        Recurrence recurrence,
        String author,
        String comment,
        Instant createdAt) {
    /** Copies the lists. */
    public MaintenanceWindow {
        hosts = List.copyOf(hosts);
        groups = List.copyOf(groups);
    }

    /** Whether work goes on at this moment. */
    public boolean active(Instant now) {
        return (startsAt == null || !now.isBefore(startsAt))
                && (endsAt == null || now.isBefore(endsAt))
                && (recurrence == null || recurrence.active(now));
    }

    /** Whether it is about this host. */
    public boolean covers(String host, Collection<String> groupsOfHost) {
        return hosts.stream().anyMatch(pattern -> new Glob(pattern).matches(host))
                || groups.stream().anyMatch(groupsOfHost::contains);
    }
}
