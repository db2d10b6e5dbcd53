package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of day on some days of the week, by the clocks of a zone.
 *
 * @param days on which they begin
 * @param from inclusive
 * @param until exclusive; not after {@code from} means on the next day
 * @param zone whose clocks
 */
record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
    static final Hours ALWAYS =
            new Hours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneOffset.UTC);

    private static final Pattern SPAN = Pattern.compile("([0-2]?[0-9]:[0-5][0-9])\\s*-\\s*([0-2]?[0-9]:[0-5][0-9])");
    private static final int LETTERS = 3;

    Hours {
        days = Set.copyOf(days);
    }

    /** Whether it is one of these times. */
    boolean at(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime clock = local.toLocalTime();
        if (from.isBefore(until)) {
            return days.contains(local.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(until);
        }
        return !clock.isBefore(from) && days.contains(local.getDayOfWeek())
                || clock.isBefore(until) && days.contains(local.getDayOfWeek().minus(1));
    }

    /** Reads hours, days and zone. */
    static Hours from(Section section) {
        ZoneId zone = zone(section);
        Set<DayOfWeek> days = days(section);
        String written = section.text("hours", "00:00-00:00");
        Matcher span = SPAN.matcher(written.strip());
        try {
            if (span.matches()) {
                return new Hours(days, time(span.group(1)), time(span.group(2)), zone);
            }
        } catch (DateTimeException noSuchTime) {
            section.problem("hours", "must be two times of day, such as `22:00-06:00`");
            return ALWAYS;
        }
        section.problem("hours", "must be two times of day, such as `22:00-06:00`");
        return ALWAYS;
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() < 5 ? "0" + text : text);
    }

    private static Set<DayOfWeek> days(Section section) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String written : section.texts("days")) {
            String word = written.strip().toUpperCase(Locale.ROOT);
            DayOfWeek day = EnumSet.allOf(DayOfWeek.class).stream()
                    .filter(one -> word.length() >= LETTERS && one.name().startsWith(word))
                    .findFirst()
                    .orElse(null);
            if (day == null) {
                section.problem("days", "must be of mon, tue, wed, thu, fri, sat, sun; found `" + written + "`");
            } else {
                days.add(day);
            }
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static ZoneId zone(Section section) {
        String name = section.text("zone", "UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            section.problem("zone", "must be a time zone such as Europe/Berlin; found `" + name + "`");
            return ZoneOffset.UTC;
        }
    }
}
