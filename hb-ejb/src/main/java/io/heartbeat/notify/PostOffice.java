package io.heartbeat.notify;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that turns news into letters, without threads: whoever has some gives {@link #plan} turns on one, and each
 * courier turns on as many as its channel allows.
 */
final class PostOffice {
    private static final long LOOK_MILLIS = 5_000;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long SICK_MILLIS = 60_000;

    private final NotifySettings settings;
    private final Outbox outbox;
    private final TimeSource time;
    private final Planner planner;
    private final Map<String, Courier> couriers = new LinkedHashMap<>();
    private final NotifyInstruments instruments;
    private volatile Map<String, Depth> depths = Map.of();
    private volatile long plannedAt;
    private long lookedAt = Long.MIN_VALUE / 2;
    private long prunedAt = Long.MIN_VALUE / 2;

    PostOffice(
            NotifySettings settings,
            Audience audience,
            News news,
            Outbox outbox,
            Http http,
            TimeSource time,
            Telemetry telemetry) {
        this.settings = settings;
        this.outbox = outbox;
        this.time = time;
        planner = new Planner(settings, audience, news, outbox, time);
        instruments = new NotifyInstruments(telemetry);
        settings.channels()
                .forEach((name, channel) -> couriers.put(
                        name, new Courier(channel, settings, audience, news, outbox, http, time, telemetry)));
        instruments.waiting(() -> depths, time);
    }

    /** Before the first turn: frees what a process that is no more had claimed. */
    void begin() throws SQLException {
        outbox.release();
        planner.begin();
        plannedAt = time.steadyMillis();
    }

    /** Plans what has happened, and looks how much waits. */
    void plan() throws SQLException {
        int rows = planner.turn();
        instruments.planned(rows);
        long now = time.steadyMillis();
        if (rows > 0 || now - lookedAt >= LOOK_MILLIS) {
            lookedAt = now;
            look();
        }
        if (now - prunedAt >= DAY_MILLIS) {
            prunedAt = now;
            outbox.forgetBefore(time.wall().truncatedTo(ChronoUnit.MICROS).minus(settings.keep()));
        }
        plannedAt = now;
    }

    /** Every channel has its number, also when nothing waits. */
    private void look() throws SQLException {
        Map<String, Depth> seen = outbox.depths();
        Map<String, Depth> all = new LinkedHashMap<>();
        couriers.keySet().forEach(name -> all.put(name, new Depth(0, null)));
        all.putAll(seen);
        depths = Map.copyOf(all);
    }

    /** Whether anything may wait for a channel; without a question to the database. */
    boolean waits(String channel) {
        return depths.getOrDefault(channel, new Depth(0, null)).count() > 0;
    }

    Collection<Courier> couriers() {
        return List.copyOf(couriers.values());
    }

    Map<String, Depth> depths() {
        return depths;
    }

    /** Whether events were read and planned lately. */
    boolean well() {
        return time.steadyMillis() - plannedAt < SICK_MILLIS;
    }
}
