package io.heartbeat.access;

import java.time.Instant;

/**
 * What of the audit log is asked for; null stands for everything.
 *
 * @param before only older entries than this id; 0 for all
 * @param host done to this host
 * @param actor done by this user
 * @param action begins so, such as {@code user.}
 * @param from not earlier
 * @param to earlier
 */
public record AuditQuery(long before, String host, String actor, String action, Instant from, Instant to) {
    /** Everything. */
    public static final AuditQuery ALL = new AuditQuery(0, null, null, null, null, null);
}
