package io.heartbeat.alert;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.threshold.Level;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The door to the alerts for pages and the API: what there is, what was, and what people do about it. Thread-safe. */
@ApplicationScoped
public class Alerts {
    /** Alerts of other programs at most. */
    public static final int MOST_EXTERNAL = 10_000;

    private static final long PATIENCE_SECONDS = 10;

    private final AlertDesk desk;
    private final AlertRepository repository;
    private final Suppressions suppressions;
    private final TimeSource time;

    /** For the container's proxy. */
    protected Alerts() {
        this(null, null, null, null);
    }

    @Inject
    Alerts(AlertDesk desk, AlertRepository repository, Suppressions suppressions, TimeSource time) {
        this.desk = desk;
        this.repository = repository;
        this.suppressions = suppressions;
        this.time = time;
    }

    /** The active alerts, newest first. */
    public List<AlertView> active() {
        return desk.stored().stream()
                .filter(Alert::active)
                .sorted((a, b) -> Long.compare(b.id(), a.id()))
                .map(this::view)
                .toList();
    }

    /** One alert, active or not. Asks the database for old ones. */
    public Optional<AlertView> find(long id) {
        return desk.stored().stream()
                .filter(alert -> alert.id() == id)
                .findFirst()
                .or(() -> Optional.ofNullable(repository.find(id)))
                .map(this::view);
    }

    /** How an alert that was just told of looks now. */
    public AlertView view(Alert alert) {
        Suppression suppression = alert.active() ? suppressions.of(alert, time.wall()) : null;
        return new AlertView(alert, AlertState.of(alert, suppression), suppression);
    }

    /** Stored events after a number, in order: what an outbox reads. Asks the database. */
    public List<AlertRecord> after(long id, int limit) {
        return repository.after(id, limit);
    }

    /**
     * Stored events before a number, newest first. Asks the database.
     *
     * @param before {@link Long#MAX_VALUE} for the newest
     * @param host only of this host, null for all
     * @param alert only of this alert, null for all
     */
    public List<AlertRecord> history(long before, String host, Long alert, int limit) {
        return repository.before(before, host, alert, limit);
    }

    /** Somebody takes care of an alert; empty when it is not active. Waits until it is stored. */
    public Optional<AlertView> acknowledge(long id, String by, String why) {
        Instant now = now();
        return answer(
                desk.ask(book -> batch -> book.acknowledge(id, new Acknowledgement(by, why, now), by, now, batch)));
    }

    /** Nobody takes care any more; empty when it is not active. Waits until it is stored. */
    public Optional<AlertView> unacknowledge(long id, String by) {
        Instant now = now();
        return answer(desk.ask(book -> batch -> book.acknowledge(id, null, by, now, batch)));
    }

    /** Ends an alert that nobody measures any more; empty when it is not active, or still measured. */
    public Optional<AlertView> resolve(long id, String by) {
        Instant now = now();
        return answer(desk.ask(book -> batch -> book.resolve(id, by, now, batch)));
    }

    /**
     * Takes alerts of another program; the same labels are the same alert. Waits until they are stored.
     *
     * @return false when there are too many already, and none of these was taken
     */
    public boolean take(Collection<ExternalAlert> alerts) {
        Instant now = now();
        return wait(desk.ask(book -> batch -> {
            long present = book.open().stream()
                    .filter(alert -> alert.external() != null)
                    .count();
            if (present + alerts.size() > MOST_EXTERNAL) {
                return false;
            }
            alerts.forEach(alert -> book.take(alert.judgement(now), batch));
            return true;
        }));
    }

    /** To the microsecond, as databases keep it. */
    private Instant now() {
        return time.wall().truncatedTo(ChronoUnit.MICROS);
    }

    private Optional<AlertView> answer(CompletableFuture<Optional<Alert>> answer) {
        return wait(answer).map(this::view);
    }

    private static <T> T wait(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AlertsUnavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlertsUnavailable(e);
        }
    }

    /** How many active alerts are at a level, those of unreachable hosts left out. */
    public static long count(Collection<AlertView> alerts, Level level) {
        return alerts.stream()
                .filter(view -> view.alert().level() == level && view.state() != AlertState.UNREACHABLE)
                .count();
    }
}
