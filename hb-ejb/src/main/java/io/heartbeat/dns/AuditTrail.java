package io.heartbeat.dns;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the database behind the ledger and takes the audit records there. When the database is away both wait in memory,
 * the records within a bound. For one thread.
 */
final class AuditTrail {
    private static final Duration RETENTION = Duration.ofDays(365);
    private static final int MOST = 10_000;

    private final Ledger ledger;
    private final DnsStore store;
    private final boolean dryRun;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final LongAdder lost;
    private List<DnsChange> changes = new ArrayList<>();
    private long prunedAt = Long.MIN_VALUE;

    /** @param dryRun whether only audit records are stored, as nothing else is true */
    AuditTrail(Ledger ledger, DnsStore store, boolean dryRun, TimeSource time, Telemetry telemetry) {
        this.ledger = ledger;
        this.store = store;
        this.dryRun = dryRun;
        this.time = time;
        this.telemetry = telemetry;
        lost = telemetry.counter(
                "hbd_dns_audit_lost_total", "Audit records that were lost because the database was away for too long.");
    }

    void add(DnsChange change) {
        if (changes.size() < MOST) {
            changes.add(change);
        } else {
            lost.increment();
        }
    }

    /** Stores what is new; answers whether the database took it. */
    boolean save() {
        List<NameState> states = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        ledger.takeChanged(states, gone);
        if (dryRun) {
            states.clear();
            gone.clear();
        }
        if (states.isEmpty() && gone.isEmpty() && changes.isEmpty()) {
            return true;
        }
        try {
            store.save(states, gone, changes);
            changes = new ArrayList<>();
            return true;
        } catch (SQLException e) {
            ledger.notStored(states, gone);
            telemetry.report(new DnsNotStored(states.size() + gone.size(), e));
            return false;
        }
    }

    /** Once a day, forgets what is older than a year. */
    void prune() {
        long now = time.steadyMillis();
        if (prunedAt != Long.MIN_VALUE && now - prunedAt < Duration.ofDays(1).toMillis()) {
            return;
        }
        prunedAt = now;
        try {
            store.forgetBefore(time.wall().minus(RETENTION));
        } catch (SQLException e) {
            telemetry.report(new DnsNotStored(0, e));
        }
    }
}
