package io.heartbeat.access;

import java.util.Optional;

/** What somebody may do with a host; each role includes the ones before it. */
public enum Role {
    /** View. */
    MONITOR,
    /** Queue commands, DNS and upgrades, acknowledge, silence. */
    MANAGER,
    /** Drop the host, transfer it, change who has access. */
    OWNER;

    /** Whether this role allows what another one allows. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The one that allows more. */
    static Optional<Role> stronger(Optional<Role> one, Optional<Role> other) {
        return one.isEmpty() || other.isPresent() && other.get().includes(one.get()) ? other : one;
    }
}
