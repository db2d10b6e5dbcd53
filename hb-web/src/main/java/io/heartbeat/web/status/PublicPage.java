package io.heartbeat.web.status;

import io.heartbeat.status.Incident;
import java.time.Instant;
import java.util.List;

/**
 * A public page as it is at a moment. Names no host.
 *
 * @param slug its address
 * @param title its heading
 * @param text a sentence below it, null for none
 * @param at when it was put together
 * @param condition the worst of its services and of its open incidents
 * @param groups of services
 * @param incidents newest first
 */
public record PublicPage(
        String slug,
        String title,
        String text,
        Instant at,
        Condition condition,
        List<Group> groups,
        List<Incident> incidents) {
    /** Copies the lists. */
    public PublicPage {
        groups = List.copyOf(groups);
        incidents = List.copyOf(incidents);
    }

    /**
     * Services that belong together.
     *
     * @param name its heading
     * @param services in their order
     */
    public record Group(String name, List<Service> services) {
        /** Copies the list. */
        public Group {
            services = List.copyOf(services);
        }
    }

    /**
     * One service.
     *
     * @param name for the public
     * @param condition how it is
     * @param uptime of the last thirty days, percent rounded down to three digits; NaN when it was never watched
     * @param days the last thirty, the oldest first
     */
    public record Service(String name, Condition condition, double uptime, List<Day> days) {
        /** Copies the list. */
        public Service {
            days = List.copyOf(days);
        }
    }

    /**
     * One day of a service, in UTC.
     *
     * @param begin of the day
     * @param uptime percent; NaN when it was not watched
     */
    public record Day(Instant begin, double uptime) {}
}
