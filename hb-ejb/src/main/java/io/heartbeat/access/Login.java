package io.heartbeat.access;

import java.time.Instant;

/**
 * A login, or an API token, that stands.
 *
 * @param id names it without being it, for lists and for taking it back
 * @param user login name
 * @param label what its user calls it; null for a login by password
 * @param scope what it opens
 * @param created when it was made
 * @param expires when it ends by itself
 * @param used when it last opened something, to a few minutes; null before
 */
public record Login(String id, String user, String label, Scope scope, Instant created, Instant expires, Instant used) {
    /** Whether it is an API token and not somebody's session. */
    public boolean api() {
        return label != null;
    }

    Login usedAt(Instant moment) {
        return new Login(id, user, label, scope, created, expires, moment);
    }
}
