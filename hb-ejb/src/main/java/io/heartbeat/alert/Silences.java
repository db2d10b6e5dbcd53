package io.heartbeat.alert;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.IntakeStarting;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The silences: stored first, in force from then on. Expired ones are kept for {@value #KEPT_DAYS} days. Thread-safe. */
@ApplicationScoped
public class Silences {
    /** Silences at most. */
    public static final int MOST = 1_000;

    private static final int EARLY = 900;
    private static final int KEPT_DAYS = 30;

    private final QuietRepository repository;
    private final Suppressions suppressions;
    private final TimeSource time;
    private List<Silence> all = List.of();

    /** For the container's proxy. */
    protected Silences() {
        this(null, null, null);
    }

    @Inject
    Silences(QuietRepository repository, Suppressions suppressions, TimeSource time) {
        this.repository = repository;
        this.suppressions = suppressions;
        this.time = time;
    }

    synchronized void starting(@Observes @Priority(EARLY) IntakeStarting event) {
        repository.forgetSilencesBefore(time.wall().minus(Duration.ofDays(KEPT_DAYS)));
        show(repository.silences());
    }

    /** All of them, expired ones too, the oldest first. */
    public synchronized List<Silence> all() {
        return all;
    }

    /** One by its number. */
    public synchronized Optional<Silence> find(long id) {
        return all.stream().filter(silence -> silence.id() == id).findFirst();
    }

    /** Stores a new one, whatever number it has, and puts it in force; empty when there are too many. */
    public synchronized Optional<Silence> add(Silence draft) {
        if (all.size() >= MOST) {
            return Optional.empty();
        }
        Silence added = repository.add(draft);
        List<Silence> next = new ArrayList<>(all);
        next.add(added);
        show(next);
        return Optional.of(added);
    }

    /** Stores one again as it shall be from now on. */
    public synchronized Silence change(Silence silence) {
        repository.change(silence);
        show(all.stream()
                .map(known -> known.id() == silence.id() ? silence : known)
                .toList());
        return silence;
    }

    /** Ends one now; one that has not begun never will. */
    public Silence expire(Silence silence) {
        Instant now = time.wall().truncatedTo(ChronoUnit.MICROS);
        return change(new Silence(
                silence.id(),
                silence.matchers(),
                silence.startsAt().isAfter(now) ? now : silence.startsAt(),
                silence.endsAt().isAfter(now) ? now : silence.endsAt(),
                silence.author(),
                silence.comment(),
                silence.createdAt()));
    }

    private void show(List<Silence> next) {
        all = List.copyOf(next);
        suppressions.silences(all);
    }
}
