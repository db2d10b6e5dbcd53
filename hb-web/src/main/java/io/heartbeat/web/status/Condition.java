package io.heartbeat.web.status;

import io.heartbeat.host.HostStatus;
import io.heartbeat.status.Impact;
import java.util.Collection;
import java.util.Locale;

/** How a service is, the best first. */
public enum Condition {
    /** All its hosts are up, or late. */
    OPERATIONAL,
    /** Nothing is known of it. */
    UNKNOWN,
    /** It is being worked on. */
    MAINTENANCE,
    /** Some of its hosts are down. */
    DEGRADED,
    /** All its hosts are down. */
    OUTAGE;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a service whose hosts are so; paused hosts and those in maintenance are worked on. */
    static Condition of(Collection<HostStatus> hosts) {
        long down = hosts.stream().filter(HostStatus.DOWN::equals).count();
        if (down > 0) {
            return down == hosts.size() ? OUTAGE : DEGRADED;
        }
        if (hosts.stream().anyMatch(status -> status == HostStatus.PAUSED || status == HostStatus.MAINTENANCE)) {
            return MAINTENANCE;
        }
        boolean alive = hosts.stream().anyMatch(status -> status != HostStatus.UNKNOWN);
        return alive ? OPERATIONAL : UNKNOWN;
    }

    /** What people say of a whole page while an incident of this impact is open. */
    static Condition of(Impact impact) {
        return switch (impact) {
            case NONE -> OPERATIONAL;
            case MINOR -> DEGRADED;
            case MAJOR, CRITICAL -> OUTAGE;
            case MAINTENANCE -> MAINTENANCE;
        };
    }

    /** The worse of two. */
    Condition or(Condition other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
