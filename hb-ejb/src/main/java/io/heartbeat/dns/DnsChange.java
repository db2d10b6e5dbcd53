package io.heartbeat.dns;

import java.time.Instant;

/**
 * An audit record: one record in DNS was changed, or was tried to.
 *
 * @param at when
 * @param host whose
 * @param name in DNS
 * @param type of the record
 * @param before value before as we wrote it, null for none
 * @param after value now, null when it was deleted
 * @param provider by which means
 * @param result done, dry_run, conflict, misconfigured or retry
 * @param detail what the server said, empty when done
 * @param cause why: a heartbeat, a user, the host being down
 */
public record DnsChange(
        Instant at,
        String host,
        String name,
        RecordType type,
        String before,
        String after,
        String provider,
        String result,
        String detail,
        String cause) {}
