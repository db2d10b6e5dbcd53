package io.heartbeat.notify;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that turns news into letters, without threads: whoever has some gives {@link #plan} turns on one, and each
 * courier turns on as many as its channel allows.
 */
final class PostOffice {
    private static final long LOOK_MILLIS = 5_000;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long SICK_MILLIS = 60_000;

    private final Audience audience;
    private final News news;
    private final Outbox outbox;
    private final Http http;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final Planner planner;
    private final NotifyInstruments instruments;
    private volatile NotifySettings settings;
    private volatile Map<String, Courier> couriers = Map.of();
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
        this.audience = audience;
        this.news = news;
        this.outbox = outbox;
        this.http = http;
        this.time = time;
        this.telemetry = telemetry;
        planner = new Planner(this::settings, audience, news, outbox, time, telemetry);
        instruments = new NotifyInstruments(telemetry);
        settle(settings);
        instruments.waiting(() -> depths, time);
    }

    /** What holds now. */
    NotifySettings settings() {
        return settings;
    }

    /**
     * Goes on by other settings. A channel that stays as it is keeps its courier, with pace and pauses; the others' end what
     * they have under way.
     *
     * @return the couriers that are new
     */
    synchronized List<Courier> settle(NotifySettings now) {
        settings = now;
        Map<String, Courier> before = couriers;
        Map<String, Courier> after = new LinkedHashMap<>();
        now.channels().forEach((name, channel) -> {
            Courier known = before.get(name);
            after.put(name, known != null && known.channel().equals(channel) ? known : courier(channel));
        });
        couriers = Collections.unmodifiableMap(after);
        before.values().stream().filter(one -> !after.containsValue(one)).forEach(Courier::retire);
        return after.values().stream().filter(one -> !before.containsValue(one)).toList();
    }

    private Courier courier(Channel channel) {
        return new Courier(channel, this::settings, audience, news, outbox, http, time, telemetry);
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
            strand();
        }
        if (now - prunedAt >= DAY_MILLIS) {
            prunedAt = now;
            outbox.forgetBefore(time.wall().truncatedTo(ChronoUnit.MICROS).minus(settings.keep()));
        }
        plannedAt = now;
    }

    /** What waits for a channel that is no more fails when a channel would have given up too. */
    private void strand() throws SQLException {
        Instant now = time.wall().truncatedTo(ChronoUnit.MICROS);
        for (String channel : depths.keySet()) {
            List<Notification> rows =
                    couriers.containsKey(channel) ? List.of() : outbox.stranded(channel, now.minus(settings.giveUp()));
            if (!rows.isEmpty()) {
                Outcome outcome = Outcome.refused(0, "there is no such channel any more");
                outbox.failed(rows, outcome, now);
                instruments.failed(channel, rows.size());
                telemetry.report(new NotificationFailed(channel, rows.get(0).receiver(), rows.size(), outcome));
            }
        }
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
        return couriers.values();
    }

    /** Who brings out a channel's letters. */
    Optional<Courier> courier(String channel) {
        return Optional.ofNullable(couriers.get(channel));
    }

    Map<String, Depth> depths() {
        return depths;
    }

    /** Whether events were read and planned lately. */
    boolean well() {
        return time.steadyMillis() - plannedAt < SICK_MILLIS;
    }
}
