package io.heartbeat.notify;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.threshold.Level;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What people ask of notifications: the log, the channels, a try, a look at templates. Thread-safe. */
@Unproxied
public class NotificationDesk {
    private static final System.Logger LOG = System.getLogger(NotificationDesk.class.getName());

    private static final int TESTS_A_MINUTE = 12;
    private static final int MOST_TESTERS = 10_000;

    private final NotifyThreads threads;
    private final Audience audience;
    private final News news;
    private final Outbox outbox;
    private final TimeSource time;
    private final Set<String> trying = ConcurrentHashMap.newKeySet();
    private final Map<String, Pace> testers = new HashMap<>();

    /** @param threads which have the channels */
    @Inject
    public NotificationDesk(NotifyThreads threads, Audience audience, News news, Outbox outbox, TimeSource time) {
        this.threads = threads;
        this.audience = audience;
        this.news = news;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * A channel as people see it.
     *
     * @param name of the channel
     * @param service name of the service
     * @param receivers its own receivers, and the users who name it
     * @param perMinute messages a minute at most
     * @param concurrency how many are sent at the same time at most
     * @param waiting notifications that are not settled
     * @param oldest since when the oldest of them waits, null when none does
     */
    public record View(
            String name,
            String service,
            List<String> receivers,
            int perMinute,
            int concurrency,
            long waiting,
            Instant oldest) {}

    /**
     * What came of a try.
     *
     * @param receiver who was meant
     * @param outcome of the service, without secrets
     * @param millis how long it took
     */
    public record Tried(String receiver, Outcome outcome, long millis) {}

    /** The channels that are used. */
    public List<View> channels() {
        PostOffice office = threads.office();
        Map<String, Depth> depths = office == null ? Map.of() : office.depths();
        NotifySettings settings = threads.settings();
        Targets targets = new Targets(settings, audience);
        List<View> views = new ArrayList<>();
        for (Channel channel : settings.channels().values()) {
            Depth depth = depths.getOrDefault(channel.name(), new Depth(0, null));
            views.add(new View(
                    channel.name(),
                    channel.service(),
                    targets.all(channel, "").stream().map(Receiver::name).toList(),
                    channel.perMinute(),
                    channel.concurrency(),
                    depth.count(),
                    depth.oldest()));
        }
        return views;
    }

    /**
     * The log, newest first; empty when the database does not answer.
     *
     * @param before only older ones than this number
     * @param host only of this host, null for all
     * @param channel only of this channel, null for all
     * @param state only in this state, null for all
     */
    public Optional<List<Notification>> log(long before, String host, String channel, DeliveryState state, int limit) {
        Map<String, Object> filter = new ConcurrentHashMap<>();
        if (host != null) {
            filter.put("host", host);
        }
        if (channel != null) {
            filter.put("channel", channel);
        }
        if (state != null) {
            filter.put("state", state.label());
        }
        try {
            return Optional.of(outbox.log(before, filter, limit));
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "the log of notifications cannot be read", e);
            return Optional.empty();
        }
    }

    /** A channel by its name. */
    public Optional<Channel> channel(String name) {
        return Optional.ofNullable(threads.settings().channels().get(Channels.canonical(name)));
    }

    /** Who a name stands for on a channel; with null its first receiver. */
    public Optional<Receiver> receiver(Channel channel, String name) {
        Targets targets = new Targets(threads.settings(), audience);
        return name == null ? targets.all(channel, "").stream().findFirst() : targets.receiver(channel, name, "");
    }

    /** What users may say of each channel to be reached by it. */
    public OwnChannels own() {
        return new OwnChannels(threads.settings());
    }

    /** Whether somebody may try a channel now, and not a moment later; it is counted then. A dozen at once: that is all channels. */
    public synchronized boolean mayTest(String by) {
        long now = time.steadyMillis();
        if (testers.size() > MOST_TESTERS) {
            testers.clear();
        }
        return testers.computeIfAbsent(by, name -> new Pace(TESTS_A_MINUTE, TESTS_A_MINUTE, now))
                .take(now);
    }

    /**
     * Sends a test at once, past the outbox, and notes it in the log. Waits for the answer.
     *
     * @param by who tries
     * @return empty when somebody is trying this channel for the same receiver already, or it is not open yet
     */
    public Optional<Tried> test(Channel channel, Receiver receiver, String by) {
        PostOffice office = threads.office();
        Optional<Courier> found = office == null ? Optional.empty() : office.courier(channel.name());
        String pair = channel.name() + " " + receiver.name();
        if (found.isEmpty() || !trying.add(pair)) {
            return Optional.empty();
        }
        try {
            Courier courier = found.get();
            Notification row = row(channel, receiver, by);
            long began = time.steadyMillis();
            Letters letters = new Letters(threads::settings, news, time);
            Outcome outcome = courier.send(receiver, letters.of(channel, List.of(row), List.of()));
            note(row, outcome);
            return Optional.of(new Tried(receiver.name(), outcome, time.steadyMillis() - began));
        } finally {
            trying.remove(pair);
        }
    }

    /** The words that a channel uses. */
    public Wording wording(Channel channel) {
        return threads.settings().wordings().of(channel);
    }

    /**
     * A letter as a channel would write it, of a sample or of an alert, and the request that would carry it.
     *
     * @param wording parts that replace the configured ones, null parts do not
     * @param alerts numbers of alerts; none for a sample
     * @throws IllegalArgumentException when a template cannot be used: which, where, why
     */
    public Preview preview(Channel channel, Wording wording, List<Long> alerts) {
        wording.check();
        List<Item> items = alerts.stream()
                .map(news::alert)
                .flatMap(Optional::stream)
                .map(Previews::item)
                .toList();
        Letter letter = new Letters(threads::settings, news, time)
                .preview(channel, wording, items.isEmpty() ? Page.SAMPLE : items);
        return Previews.of(channel, letter, receiver(channel, null).orElse(Receiver.DEFAULT), time);
    }

    private Notification row(Channel channel, Receiver receiver, String by) {
        Instant now = time.wall().truncatedTo(ChronoUnit.MICROS);
        long number = -ChronoUnit.MICROS.between(Instant.EPOCH, now);
        return new Notification(
                0,
                number,
                0,
                "",
                "",
                Occasion.TEST,
                Level.OK,
                Level.WARNING,
                Double.NaN,
                Double.NaN,
                now,
                "TEST: Heartbeat can tell you, as " + by + " wanted to know",
                channel.name(),
                receiver.name(),
                DeliveryState.CLAIMED,
                now,
                now,
                null,
                1,
                "test." + -number,
                0,
                "");
    }

    private void note(Notification row, Outcome outcome) {
        try {
            outbox.tested(row.settled(outcome, time.wall().truncatedTo(ChronoUnit.MICROS)));
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "a test of {0} could not be noted in the log", row.channel());
        }
    }
}
