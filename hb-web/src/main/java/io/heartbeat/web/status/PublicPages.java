package io.heartbeat.web.status;

import io.heartbeat.alert.MaintenanceWindows;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.StatusPeriod;
import io.heartbeat.host.Transitions;
import io.heartbeat.host.Uptime;
import io.heartbeat.status.Incident;
import io.heartbeat.status.StatusPage;
import io.heartbeat.status.StatusPages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Puts public pages together. The past is read from the database once a minute, states and incidents are those of the moment:
 * whoever asks without a login costs nothing much. Thread-safe.
 */
@ApplicationScoped
public class PublicPages {
    private static final int DAYS = 30;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final StatusPages pages;
    private final HostStates states;
    private final Transitions transitions;
    private final MaintenanceWindows windows;
    private final TimeSource time;
    private final Map<StatusPage, Past> pasts = new ConcurrentHashMap<>();

    /** Days by service. */
    private record Past(long readAt, Map<StatusPage.Service, List<Uptime>> days) {}

    /** For the container's proxy. */
    protected PublicPages() {
        this(null, null, null, null, null);
    }

    /** @param pages what is public */
    @Inject
    public PublicPages(
            StatusPages pages,
            HostStates states,
            Transitions transitions,
            MaintenanceWindows windows,
            TimeSource time) {
        this.pages = pages;
        this.states = states;
        this.transitions = transitions;
        this.windows = windows;
        this.time = time;
    }

    /** A page as it is now; empty when none is configured at this address. */
    public Optional<PublicPage> find(String slug) {
        return pages.page(slug).map(this::now);
    }

    private PublicPage now(StatusPage page) {
        Instant now = time.wall();
        Map<StatusPage.Service, List<Uptime>> past = past(page, now);
        List<PublicPage.Group> groups = page.groups().stream()
                .map(group -> new PublicPage.Group(
                        group.name(),
                        group.services().stream()
                                .map(service -> service(service, past.get(service), now))
                                .toList()))
                .toList();
        List<Incident> incidents = pages.incidents(page.slug());
        Condition worst = Stream.concat(
                        groups.stream()
                                .flatMap(group -> group.services().stream())
                                .map(PublicPage.Service::condition),
                        incidents.stream()
                                .filter(incident -> incident.resolvedAt() == null)
                                .map(incident -> Condition.of(incident.impact())))
                .reduce(Condition.OPERATIONAL, Condition::or);
        return new PublicPage(page.slug(), page.title(), page.text().orElse(null), now, worst, groups, incidents);
    }

    private PublicPage.Service service(StatusPage.Service service, List<Uptime> days, Instant now) {
        Condition condition = Condition.of(
                service.hosts().stream().map(host -> status(host, now)).toList());
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        List<PublicPage.Day> told = new ArrayList<>();
        Duration up = Duration.ZERO;
        Duration down = Duration.ZERO;
        for (int i = 0; i < days.size(); i++) {
            Uptime day = days.get(i);
            up = up.plus(day.up());
            down = down.plus(day.down());
            told.add(new PublicPage.Day(today.minus(DAYS - 1L - i, ChronoUnit.DAYS), percent(day)));
        }
        return new PublicPage.Service(service.name(), condition, percent(new Uptime(up, down)), told);
    }

    private HostStatus status(String host, Instant now) {
        return windows.covers(host, now)
                ? HostStatus.MAINTENANCE
                : states.find(host).map(HostState::status).orElse(HostStatus.UNKNOWN);
    }

    /** Rounded down: 100 means that there was no outage. */
    private static double percent(Uptime uptime) {
        return Math.floor(uptime.share() * 100_000) / 1_000;
    }

    private Map<StatusPage.Service, List<Uptime>> past(StatusPage page, Instant now) {
        pasts.keySet()
                .removeIf(
                        known -> pages.page(known.slug()).filter(known::equals).isEmpty());
        return pasts.compute(page, (key, known) -> {
                    boolean fresh = known != null && time.steadyMillis() - known.readAt() < FRESH.toMillis();
                    return fresh ? known : new Past(time.steadyMillis(), read(page, now));
                })
                .days();
    }

    private Map<StatusPage.Service, List<Uptime>> read(StatusPage page, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.DAYS).minus(DAYS - 1L, ChronoUnit.DAYS);
        Map<String, List<StatusPeriod>> periods = new ConcurrentHashMap<>();
        page.hosts().forEach(host -> states.find(host)
                .ifPresent(known -> periods.put(host, transitions.periods(known, first, now))));
        Map<StatusPage.Service, List<Uptime>> days = new ConcurrentHashMap<>();
        page.services().forEach(service -> {
            List<Uptime> each = new ArrayList<>();
            for (int day = 0; day < DAYS; day++) {
                Instant begin = first.plus(day, ChronoUnit.DAYS);
                each.add(together(service, periods, begin, begin.plus(1, ChronoUnit.DAYS)));
            }
            days.put(service, each);
        });
        return days;
    }

    /** Of several hosts the mean: a service of two whose one was down all day was half there. */
    private static Uptime together(
            StatusPage.Service service, Map<String, List<StatusPeriod>> periods, Instant begin, Instant end) {
        Duration up = Duration.ZERO;
        Duration down = Duration.ZERO;
        for (String host : service.hosts()) {
            Uptime one = Uptime.of(periods.getOrDefault(host, List.of()), begin, end);
            up = up.plus(one.up());
            down = down.plus(one.down());
        }
        return new Uptime(up, down);
    }
}
