package io.heartbeat.dns;

import io.heartbeat.settings.Section;
import java.time.Duration;

/**
 * What becomes of the records of a host that is down.
 *
 * @param onDown keep or delete
 * @param after how long it must have been down
 * @param flapChanges that many times down within {@code flapWindow} is flapping
 * @param flapWindow time looked at for flapping
 * @param massShare part of the hosts, 0 to 1, from which on it is not the hosts that failed
 * @param massWindow time around the moment it went down in which the others are counted
 */
public record DownSettings(
        OnDown onDown, Duration after, int flapChanges, Duration flapWindow, double massShare, Duration massWindow) {
    private static final Duration DAY = Duration.ofDays(1);

    /** The choice. */
    public enum OnDown {
        /** The records stand until the host has another address. */
        KEEP,
        /** The records go. */
        DELETE
    }

    /** Whether records ever go. */
    boolean deletes() {
        return onDown == OnDown.DELETE;
    }

    /** Reads dns_on_down, dns_delete_after, dns_flap_… and dns_mass_…. */
    static DownSettings from(Section root) {
        return new DownSettings(
                root.choice("dns_on_down", OnDown.KEEP),
                root.seconds("dns_delete_after", Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(365)),
                root.integer("dns_flap_changes", 3, 2, 100),
                root.seconds("dns_flap_window", Duration.ofHours(1), Duration.ofSeconds(1), DAY),
                root.number("dns_mass_share", 0.2, 0.01, 1),
                root.seconds("dns_mass_window", Duration.ofMinutes(5), Duration.ofSeconds(1), DAY));
    }
}
