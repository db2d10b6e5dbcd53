package io.heartbeat.access;

import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param id grows with each
 * @param at when
 * @param deed who did what, to what, from where
 */
public record AuditEntry(long id, Instant at, Deed deed) {}
