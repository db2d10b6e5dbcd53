package io.heartbeat.status;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.settings.SettingsReloaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The public pages that are configured, and their incidents of the last {@value #DAYS} days: stored first, shown from then on.
 * Thread-safe.
 */
@ApplicationScoped
public class StatusPages {
    /** How long an incident stays on its page after it is over. */
    public static final int DAYS = 30;

    /** Incidents of one page that are not over, at most; and notes of one incident. */
    public static final int MOST = 100;

    private final IncidentRepository repository;
    private final TimeSource time;
    private volatile StatusSettings settings;
    private volatile List<Incident> incidents = List.of();

    /** For the container's proxy. */
    protected StatusPages() {
        this(StatusSettings.NONE, null, null);
    }

    /** @param settings what is public; a reload replaces it */
    @Inject
    public StatusPages(StatusSettings settings, IncidentRepository repository, TimeSource time) {
        this.settings = settings;
        this.repository = repository;
        this.time = time;
    }

    synchronized void starting(@Observes IntakeStarting event) {
        incidents = repository.since(oldest());
    }

    void reloaded(@Observes SettingsReloaded<StatusSettings> event) {
        settings = event.settings();
    }

    /** A page by its slug; empty for one that is not configured. */
    public Optional<StatusPage> page(String slug) {
        return settings.page(slug);
    }

    /** All pages, in the order of the file. */
    public List<StatusPage> pages() {
        return List.copyOf(settings.pages().values());
    }

    /** Whether everybody may see the badge of a host. */
    public boolean badge(String host) {
        return settings.badge(host);
    }

    /** The incidents of a page, newest first. */
    public List<Incident> incidents(String slug) {
        Instant oldest = oldest();
        List<Incident> found = new ArrayList<>();
        for (Incident incident : incidents) {
            boolean recent =
                    incident.resolvedAt() == null || !incident.resolvedAt().isBefore(oldest);
            if (incident.page().equals(slug) && recent) {
                found.add(0, incident);
            }
        }
        return found;
    }

    /** One of a page. */
    public Optional<Incident> incident(String slug, long id) {
        return incidents(slug).stream().filter(incident -> incident.id() == id).findFirst();
    }

    /** Tells the public of something; empty when {@value #MOST} are open already. */
    public synchronized Optional<Incident> open(
            String slug, String title, Impact impact, Stage stage, String text, String author) {
        long open =
                incidents(slug).stream().filter(one -> one.resolvedAt() == null).count();
        if (open >= MOST) {
            return Optional.empty();
        }
        Instant now = now();
        Incident.Note first = new Incident.Note(now, stage, text, author);
        Incident added = repository.add(
                new Incident(0, slug, title, impact, now, stage == Stage.RESOLVED ? now : null, List.of(first)));
        List<Incident> next = new ArrayList<>(incidents);
        next.add(added);
        incidents = List.copyOf(next);
        return Optional.of(added);
    }

    /** Says more of one; empty when it is not there any more, or {@value #MOST} things were said already. */
    public synchronized Optional<Incident> say(String slug, long id, Stage stage, String text, String author) {
        // The last word is always possible: nothing may stay open because too much was said of it.
        int most = stage == Stage.RESOLVED ? 2 * MOST : MOST;
        Optional<Incident> known = incident(slug, id).filter(one -> one.notes().size() < most);
        known.ifPresent(incident -> {
            Incident.Note note = new Incident.Note(now(), stage, text, author);
            Incident after = incident.with(note);
            repository.add(id, note, after.resolvedAt());
            incidents =
                    incidents.stream().map(one -> one.id() == id ? after : one).toList();
        });
        return known.flatMap(before -> incident(slug, id));
    }

    /** Takes one away as if it had not been. */
    public synchronized void remove(long id) {
        repository.remove(id);
        incidents = incidents.stream().filter(one -> one.id() != id).toList();
    }

    private Instant oldest() {
        return time.wall().minus(Duration.ofDays(DAYS));
    }

    /** To the microsecond, as databases keep it. */
    private Instant now() {
        return time.wall().truncatedTo(ChronoUnit.MICROS);
    }
}
