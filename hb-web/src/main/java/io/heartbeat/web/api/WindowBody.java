package io.heartbeat.web.api;

import io.heartbeat.alert.MaintenanceWindow;
import io.heartbeat.alert.Recurrence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A window of maintenance as a request describes it. */
final class WindowBody {
    private static final int MOST_HOSTS = 200;
    private static final int MOST_GROUPS = 50;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_COMMENT = 1_000;

    private WindowBody() {}

    /** {@code hosts}, {@code groups}, {@code starts_at}, {@code ends_at}, {@code recurring}, {@code comment}. */
    static MaintenanceWindow read(JsonBody body, String author, Instant now) {
        List<String> hosts = body.texts("hosts", MOST_HOSTS, LONGEST_NAME);
        List<String> groups = body.texts("groups", MOST_GROUPS, LONGEST_NAME);
        if (hosts.isEmpty() && groups.isEmpty()) {
            throw JsonBody.refused("hosts or groups must name something");
        }
        boolean again = body.has("recurring");
        Instant starts = body.time("starts_at", again ? null : now);
        Instant ends = body.time("ends_at", null);
        if (!again && ends == null) {
            throw JsonBody.refused("ends_at must say when it ends, or recurring when it comes again");
        }
        if (starts != null && ends != null && !ends.isAfter(starts)) {
            throw JsonBody.refused("ends_at must be after starts_at");
        }
        String comment = body.text("comment", "", LONGEST_COMMENT).strip();
        if (comment.isEmpty()) {
            throw JsonBody.refused("comment must say what is done");
        }
        Recurrence recurrence = again ? recurrence(body.inside("recurring")) : null;
        return new MaintenanceWindow(0, hosts, groups, starts, ends, recurrence, author, comment, now);
    }

    private static Recurrence recurrence(JsonBody body) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        body.texts("days", 7, 10).forEach(day -> days.add(day(day)));
        if (days.isEmpty()) {
            days.addAll(EnumSet.allOf(DayOfWeek.class));
        }
        return new Recurrence(
                days,
                begins(body.text("begins", "", 10)),
                Duration.ofSeconds(body.number("duration", 0, 1, Recurrence.LONGEST.toSeconds())),
                zone(body.text("zone", "UTC", 60)));
    }

    private static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (text.length() >= 3 && day.name().startsWith(text.toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw JsonBody.refused("recurring.days must be mon, tue, wed, thu, fri, sat or sun");
    }

    private static LocalTime begins(String text) {
        try {
            return LocalTime.parse(text).withSecond(0).withNano(0);
        } catch (DateTimeParseException notATime) {
            throw JsonBody.refused("recurring.begins must be a time of day, such as 02:00");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw JsonBody.refused("recurring.zone must be a time zone, such as Europe/Berlin");
        }
    }
}
