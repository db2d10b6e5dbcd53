package io.heartbeat.notify;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Brings one channel's letters out: claims one, sends it, marks what came of it. It knows nothing of other channels, so none
 * waits for it. {@link #turn} may run on as many threads as the channel allows at the same time.
 *
 * <p>Claimed before it is sent and marked after: whoever dies in between sends it again at the next start.
 */
final class Courier {
    static final int LETTER = 50;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Channel channel;
    private final Supplier<NotifySettings> settings;
    private final Audience audience;
    private final Outbox outbox;
    private final Letters letters;
    private final Means means;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final NotifyInstruments instruments;
    private final Backoff backoff =
            new Backoff(FIRST, LONGEST, () -> ThreadLocalRandom.current().nextDouble());
    private final Pace pace;
    private final Queue<Unmarked> unmarked = new ConcurrentLinkedQueue<>();
    private long pausedUntil = Long.MIN_VALUE;
    private volatile boolean retired;

    Courier(
            Channel channel,
            Supplier<NotifySettings> settings,
            Audience audience,
            News news,
            Outbox outbox,
            Http http,
            TimeSource time,
            Telemetry telemetry) {
        this.channel = channel;
        this.settings = settings;
        this.audience = audience;
        this.outbox = outbox;
        this.letters = new Letters(settings, news, time);
        this.means = new Means(http, channel.timeout());
        this.time = time;
        this.telemetry = telemetry;
        this.instruments = new NotifyInstruments(telemetry);
        this.pace = new Pace(channel.perMinute(), time.steadyMillis());
        instruments.prepare(channel.name());
    }

    Channel channel() {
        return channel;
    }

    /** Ends what is under way, and begins nothing more. */
    void retire() {
        retired = true;
    }

    /** Whether nothing is left to do for it. */
    boolean done() {
        return retired && unmarked.isEmpty();
    }

    /** What came of a try, and is not marked yet. */
    private record Unmarked(List<Notification> rows, Outcome outcome) {}

    /** Brings out one letter, if one is due and the channel may send; answers whether there was one. */
    boolean turn() throws SQLException {
        markWhatWasNot();
        List<Notification> rows = claim();
        if (rows.isEmpty()) {
            return false;
        }
        deliver(rows);
        return true;
    }

    private synchronized List<Notification> claim() throws SQLException {
        long steady = time.steadyMillis();
        if (retired || steady < pausedUntil || !pace.take(steady)) {
            return List.of();
        }
        List<Notification> rows = outbox.claim(channel.name(), now(), LETTER);
        if (rows.isEmpty()) {
            pace.giveBack();
        }
        return rows;
    }

    private void deliver(List<Notification> claimed) throws SQLException {
        String name = claimed.get(0).receiver();
        Targets targets = new Targets(settings.get(), audience);
        List<Notification> rows = new ArrayList<>();
        List<Notification> foreign = new ArrayList<>();
        Receiver receiver = null;
        for (Notification row : claimed) {
            Optional<Receiver> now = targets.receiver(channel, name, row.host());
            (now.isPresent() ? rows : foreign).add(row);
            receiver = now.orElse(receiver);
        }
        if (!foreign.isEmpty()) {
            Outcome refused = Outcome.refused(0, "is no receiver of this channel any more, or may not see the host");
            unmarked.add(new Unmarked(foreign, refused));
        }
        if (!rows.isEmpty()) {
            unmarked.add(new Unmarked(rows, send(receiver, rows)));
        }
        markWhatWasNot();
    }

    /** What was sent while the database was away is marked before anything else is, or it would be sent again. */
    private void markWhatWasNot() throws SQLException {
        Unmarked next = unmarked.poll();
        while (next != null) {
            try {
                mark(next.rows(), next.outcome());
            } catch (SQLException e) {
                unmarked.add(next);
                throw e;
            }
            next = unmarked.poll();
        }
    }

    private Outcome send(Receiver receiver, List<Notification> rows) {
        Letter letter;
        try {
            letter = letters.of(channel, rows, outbox.references(rows));
        } catch (SQLException | RuntimeException e) {
            return Outcome.retry(0, "the letter could not be written: " + e);
        }
        return send(receiver, letter);
    }

    /** Sends once; what comes back has no secrets in it, and a notifier that fails costs a try and no more. */
    Outcome send(Receiver receiver, Letter letter) {
        List<String> secrets = new ArrayList<>(channel.notifier().secrets());
        secrets.addAll(channel.notifier().secrets(receiver));
        Redaction redaction = Redaction.of(secrets);
        try {
            Outcome outcome =
                    barred(receiver).orElseGet(() -> channel.notifier().send(receiver, letter, means));
            return outcome.saying(redaction.hide(outcome.answer()));
        } catch (RuntimeException | LinkageError e) { // a library of the notifier may lack a class
            return Outcome.retry(0, redaction.hide("failed: " + e));
        }
    }

    /** Asked each time, as a name may stand for another machine by now. */
    private Optional<Outcome> barred(Receiver receiver) {
        return receiver.typed() ? settings.get().reach().bars(receiver.values().values()) : Optional.empty();
    }

    private void mark(List<Notification> rows, Outcome outcome) throws SQLException {
        if (outcome.kind() == Outcome.Kind.SENT) {
            outbox.sent(rows, outcome, now());
            instruments.sent(channel.name(), rows.size());
            return;
        }
        Duration tried = Duration.between(rows.get(0).createdAt(), now());
        if (outcome.kind() == Outcome.Kind.REFUSED) {
            fail(rows, outcome);
        } else if (tried.compareTo(settings.get().giveUp()) >= 0) {
            fail(rows, outcome.saying("given up after " + tried.toSeconds() + "s: " + outcome.answer()));
        } else {
            retry(rows, outcome);
        }
    }

    private void retry(List<Notification> rows, Outcome outcome) throws SQLException {
        Duration pause = backoff.after(rows.get(0).attempts());
        if (outcome.pause() != null) {
            pause = outcome.pause().compareTo(pause) > 0 ? outcome.pause() : pause;
            pauseUntil(time.steadyMillis() + outcome.pause().toMillis());
        }
        outbox.retry(rows, outcome, now().plus(pause));
        instruments.retried(channel.name(), rows.size());
        telemetry.report(new NotificationDelayed(channel.name(), rows.get(0).receiver(), outcome));
    }

    private synchronized void pauseUntil(long steady) {
        pausedUntil = Math.max(pausedUntil, steady);
    }

    private void fail(List<Notification> rows, Outcome outcome) throws SQLException {
        outbox.failed(rows, outcome, now());
        instruments.failed(channel.name(), rows.size());
        telemetry.report(new NotificationFailed(channel.name(), rows.get(0).receiver(), rows.size(), outcome));
    }

    private Instant now() {
        return time.wall().truncatedTo(ChronoUnit.MICROS);
    }
}
