package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Deletes the indices of days that are too far back, once an hour. What it cannot do stops no entry. For one thread. */
final class Retention {
    private static final Logger LOG = System.getLogger(Retention.class.getName());
    private static final long PERIOD = Duration.ofHours(1).toMillis();

    private final SearchPlan plan;
    private final Cluster cluster;
    private final Days days;
    private final TimeSource time;
    private long next;

    Retention(SearchPlan plan, Cluster cluster, Days days, TimeSource time) {
        this.plan = plan;
        this.cluster = cluster;
        this.days = days;
        this.time = time;
        this.next = time.steadyMillis();
    }

    /** Looks whether it is time, and then for what is too old. */
    void look() throws InterruptedException {
        if (plan.daysMax() == 0 || time.steadyMillis() < next) {
            return;
        }
        next = time.steadyMillis() + PERIOD;
        LocalDate oldest = LocalDate.ofInstant(time.wall(), ZoneOffset.UTC).minusDays(plan.daysMax());
        try {
            for (String index : cluster.indices()) {
                LocalDate day = days.day(index);
                if (day != null && day.isBefore(oldest)) {
                    cluster.deleteIndex(index);
                    LOG.log(
                            Level.INFO,
                            "{0}: deleted the index {1}, more than {2} days old",
                            plan.url(),
                            index,
                            plan.daysMax());
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "old indices cannot be deleted now: {0}", e.getMessage());
        }
    }
}
