package io.heartbeat.web.ui;

import io.heartbeat.access.Role;
import io.heartbeat.status.Incident;
import io.heartbeat.status.StatusPages;
import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.status.Condition;
import io.heartbeat.web.status.PublicPage;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A public page in words; all of it works without script. Times are UTC, since nobody's zone is known. */
@Named("statusPage")
@RequestScoped
public class StatusPageView {
    @Inject
    HttpServletRequest request;

    @Inject
    PageWords words;

    @Inject
    StatusPages pages;

    @Inject
    Viewer viewer;

    private PublicPage page;
    private DateTimeFormatter date;
    private DateTimeFormatter moment;

    /**
     * A service in words.
     *
     * @param name for the public
     * @param look class of its condition: {@code up}, {@code late}, {@code down}, {@code maintenance}, {@code unknown}
     * @param condition in words
     * @param uptime of thirty days
     * @param days the oldest first
     * @param label the days in words
     */
    public record Service(String name, String look, String condition, String uptime, List<Day> days, String label) {}

    /**
     * A day of a service.
     *
     * @param x its place in the drawing, from 0 on
     * @param y how far from the top its bar begins: lower for a worse day
     * @param look class of its colour
     * @param title what a pointer is told
     */
    public record Day(int x, int y, String look, String title) {}

    /**
     * Services that belong together.
     *
     * @param name its heading
     * @param services in their order
     */
    public record Group(String name, List<Service> services) {}

    /**
     * An incident in words.
     *
     * @param id its number
     * @param title in one line
     * @param look class of its impact
     * @param impact in words
     * @param open whether it is not over
     * @param notes the newest first
     */
    public record Told(long id, String title, String look, String impact, boolean open, List<Said> notes) {}

    /**
     * One thing that was said.
     *
     * @param stage in words
     * @param text as it was written
     * @param at ISO 8601
     * @param when for people
     */
    public record Said(String stage, String text, String at, String when) {}

    @PostConstruct
    void look() {
        page = (PublicPage) request.getAttribute(StatusDoor.PAGE);
        Locale locale = Locale.forLanguageTag(words.language().tag());
        date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC);
        moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC);
    }

    /** Heading. */
    public String getTitle() {
        return page.title();
    }

    /** A sentence below it, empty for none. */
    public String getText() {
        return page.text() == null ? "" : page.text();
    }

    /** Its address. */
    public String getSlug() {
        return page.slug();
    }

    /** Whether who looks may write here; {@code web.api.StatusPagesResource} says the same. */
    public boolean isWriter() {
        return pages.page(page.slug())
                .filter(configured -> !viewer.readsOnly())
                .filter(configured ->
                        viewer.admin() || configured.hosts().stream().allMatch(host -> viewer.may(host, Role.MANAGER)))
                .isPresent();
    }

    /** When this was true. */
    public String getAt() {
        return moment.format(page.at()) + " UTC";
    }

    /** Class of the worst condition. */
    public String getLook() {
        return look(page.condition());
    }

    /** The worst condition, said of the whole. */
    public String getSummary() {
        return words.get("status.all-" + page.condition().label());
    }

    /** The groups. */
    public List<Group> getGroups() {
        return page.groups().stream()
                .map(group -> new Group(
                        group.name(),
                        group.services().stream().map(this::service).toList()))
                .toList();
    }

    /** Incidents that are not over, newest first. */
    public List<Told> getOpen() {
        return told(true);
    }

    /** Those that are, newest first. */
    public List<Told> getOver() {
        return told(false);
    }

    private List<Told> told(boolean open) {
        return page.incidents().stream()
                .filter(incident -> open == (incident.resolvedAt() == null))
                .map(this::told)
                .toList();
    }

    private Told told(Incident incident) {
        List<Said> notes = incident.notes().stream()
                .map(note -> new Said(
                        words.get("status.stage-" + note.stage().label()),
                        note.text(),
                        Words.iso(note.at()),
                        moment.format(note.at()) + " UTC"))
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .toList();
        boolean open = incident.resolvedAt() == null;
        String look =
                switch (incident.impact()) {
                    case NONE -> "info";
                    case MINOR -> "late";
                    case MAJOR, CRITICAL -> "down";
                    case MAINTENANCE -> "maintenance";
                };
        return new Told(
                incident.id(),
                incident.title(),
                open ? look : "up",
                words.get("status.impact-" + incident.impact().label()),
                open,
                notes);
    }

    private Service service(PublicPage.Service service) {
        int count = service.days().size();
        List<Day> days = IntStream.range(0, count)
                .mapToObj(i -> day(i, service.days().get(i)))
                .toList();
        String uptime = share(service.uptime());
        return new Service(
                service.name(),
                look(service.condition()),
                words.get("status." + service.condition().label()),
                uptime,
                days,
                words.of("status.days-words", count, uptime));
    }

    private Day day(int i, PublicPage.Day day) {
        double uptime = day.uptime();
        String look = Double.isNaN(uptime) ? "unknown" : uptime >= 99.9 ? "up" : uptime >= 95 ? "late" : "down";
        int y = Double.isNaN(uptime) ? 22 : uptime >= 99.9 ? 0 : uptime >= 95 ? 7 : 14;
        return new Day(i, y, look, title(day.begin(), uptime));
    }

    private String title(Instant day, double uptime) {
        return date.format(day) + " · " + share(uptime);
    }

    private String share(double percent) {
        NumberFormat format =
                NumberFormat.getInstance(Locale.forLanguageTag(words.language().tag()));
        format.setMaximumFractionDigits(3);
        return Double.isNaN(percent) ? "–" : format.format(percent) + " %";
    }

    private static String look(Condition condition) {
        return switch (condition) {
            case OPERATIONAL -> "up";
            case DEGRADED -> "late";
            case OUTAGE -> "down";
            case MAINTENANCE -> "maintenance";
            case UNKNOWN -> "unknown";
        };
    }
}
