package io.heartbeat.notify;

import io.heartbeat.settings.Glob;
import io.heartbeat.settings.Section;
import io.heartbeat.threshold.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A way of news to people: which news, when, to whom, and to whom next if nobody acknowledges.
 *
 * @param name by which it is known
 * @param hosts patterns of their names; empty for all
 * @param levels empty for all
 * @param hours when it holds
 * @param circle who is told
 * @param steps who is told next, in the order of their time
 * @param more whether routes after this one are looked at too
 */
record Route(
        String name, List<Glob> hosts, Set<Level> levels, Hours hours, Circle circle, List<Step> steps, boolean more) {
    /** What holds where no route does. */
    static final Route EVERYBODY =
            new Route("everybody", List.of(), Set.of(), Hours.ALWAYS, Circle.EVERYBODY, List.of(), false);

    private static final Duration LONGEST = Duration.ofDays(7);

    Route {
        hosts = List.copyOf(hosts);
        levels = Set.copyOf(levels);
        steps = List.copyOf(steps);
    }

    /**
     * Who is told next.
     *
     * @param after how long nobody acknowledged
     */
    record Step(Duration after, Circle circle) {}

    /** Whether it is for such news at such a time. */
    boolean takes(String host, Level level, Instant now) {
        return (hosts.isEmpty() || hosts.stream().anyMatch(pattern -> pattern.matches(host)))
                && (levels.isEmpty() || levels.contains(level))
                && hours.at(now);
    }

    /** The routes that take such news: the first, those after it while they say so; everybody when none does. */
    static List<Route> of(List<Route> routes, String host, Level level, Instant now) {
        List<Route> taking = new ArrayList<>();
        for (Route route : routes) {
            if (route.takes(host, level, now)) {
                taking.add(route);
                if (!route.more) {
                    break;
                }
            }
        }
        return taking.isEmpty() ? List.of(EVERYBODY) : taking;
    }

    static List<Route> from(Section root, Map<String, Service> known) {
        List<Route> routes = new ArrayList<>();
        for (Section section : root.items("routes", "name")) {
            routes.add(new Route(
                    section.text("name", "route " + (routes.size() + 1)),
                    section.texts("hosts").stream().map(Glob::new).toList(),
                    levels(section),
                    Hours.from(section),
                    Circle.from(section, known),
                    steps(section, known),
                    section.flag("continue", false)));
        }
        if (routes.stream().map(Route::name).distinct().count() < routes.size()) {
            root.problem("routes", "two have the same name");
        }
        return routes;
    }

    private static List<Step> steps(Section section, Map<String, Service> known) {
        List<Step> steps = new ArrayList<>();
        for (Section item : section.items("escalate", "after")) {
            Duration after = item.seconds("after", Duration.ofMinutes(15), Duration.ofSeconds(1), LONGEST);
            if (!steps.isEmpty() && after.compareTo(steps.get(steps.size() - 1).after()) <= 0) {
                item.problem("after", "must be longer than that of the step before");
            }
            steps.add(new Step(after, Circle.from(item, known)));
        }
        return steps;
    }

    private static Set<Level> levels(Section section) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (String word : section.texts("levels")) {
            Level.of(word)
                    .filter(level -> level != Level.OK)
                    .ifPresentOrElse(
                            levels::add,
                            () -> section.problem(
                                    "levels", "must be of warning, critical, unknown; found `" + word + "`"));
        }
        return levels;
    }
}
