package io.heartbeat.dns;

import java.time.Instant;

/** The place of one name in memory; the {@link Ledger}'s own. */
final class NameCell {
    final String name;
    final String zone;
    String host;
    Records wanted = Records.NONE;
    Records published = Records.NONE;
    boolean pending;
    boolean down;
    Instant queuedAt;
    Instant publishedAt;
    String problem;
    String cause = "";

    /** Tries that failed since it was queued. */
    int tries;

    /** Steady milliseconds before which it is not tried again. */
    long notBefore;

    NameCell(String name, String zone, String host) {
        this.name = name;
        this.zone = zone;
        this.host = host;
    }

    NameCell(NameState stored) {
        this(stored.name(), stored.zone(), stored.host());
        wanted = stored.wanted();
        published = stored.published();
        pending = stored.pending();
        down = stored.down();
        queuedAt = stored.queuedAt();
        publishedAt = stored.publishedAt();
        problem = stored.problem();
        cause = stored.cause();
    }

    NameState state() {
        return new NameState(name, host, zone, wanted, published, pending, down, queuedAt, publishedAt, problem, cause);
    }

    /** Nothing stands, nothing is wanted: the name is free. */
    boolean idle() {
        return !pending && wanted.isEmpty() && published.isEmpty();
    }
}
