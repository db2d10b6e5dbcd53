package io.heartbeat.alert;

import io.heartbeat.ingest.IntakeStarting;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The windows of maintenance: stored first, in force from then on. Thread-safe. */
@ApplicationScoped
public class MaintenanceWindows {
    /** Windows at most. */
    public static final int MOST = 1_000;

    private static final int EARLY = 900;

    private final QuietRepository repository;
    private final Suppressions suppressions;
    private List<MaintenanceWindow> all = List.of();

    /** For the container's proxy. */
    protected MaintenanceWindows() {
        this(null, null);
    }

    @Inject
    MaintenanceWindows(QuietRepository repository, Suppressions suppressions) {
        this.repository = repository;
        this.suppressions = suppressions;
    }

    synchronized void starting(@Observes @Priority(EARLY) IntakeStarting event) {
        show(repository.windows());
    }

    /** All of them, the oldest first. */
    public synchronized List<MaintenanceWindow> all() {
        return all;
    }

    /** One by its number. */
    public synchronized Optional<MaintenanceWindow> find(long id) {
        return all.stream().filter(window -> window.id() == id).findFirst();
    }

    /** Whether a host is in maintenance now, by its name or one of its groups, or paused. */
    public boolean covers(String host, Instant now) {
        Suppression suppression = suppressions.of(host, now);
        return suppression != null && suppression.kind() == Suppression.Kind.MAINTENANCE;
    }

    /** Stores a new one, whatever number it has, and puts it in force; empty when there are too many. */
    public synchronized Optional<MaintenanceWindow> add(MaintenanceWindow draft) {
        if (all.size() >= MOST) {
            return Optional.empty();
        }
        MaintenanceWindow added = repository.add(draft);
        List<MaintenanceWindow> next = new ArrayList<>(all);
        next.add(added);
        show(next);
        return Optional.of(added);
    }

    /** Stores one again as it shall be from now on. */
    public synchronized MaintenanceWindow change(MaintenanceWindow window) {
        repository.change(window);
        show(all.stream()
                .map(known -> known.id() == window.id() ? window : known)
                .toList());
        return window;
    }

    /** Takes one away. */
    public synchronized void remove(long id) {
        repository.removeWindow(id);
        show(all.stream().filter(known -> known.id() != id).toList());
    }

    private void show(List<MaintenanceWindow> next) {
        all = List.copyOf(next);
        suppressions.windows(all);
    }
}
