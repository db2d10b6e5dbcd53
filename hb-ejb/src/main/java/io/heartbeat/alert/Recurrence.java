package io.heartbeat.alert;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * A time of day on some days of the week, by the clocks of some zone: two in the morning is two in the morning in summer and
 * in winter.
 *
 * @param days on which it begins
 * @param begins time of day
 * @param duration how long it lasts, at most a week; by the stopwatch, not by the clock on the wall
 * @param zone whose clocks
 */
public record Recurrence(Set<DayOfWeek> days, LocalTime begins, Duration duration, ZoneId zone) {
    /** Longest. */
    public static final Duration LONGEST = Duration.ofDays(7);

    /** Copies the set. */
    public Recurrence {
        days = Set.copyOf(days);
    }

    /** Whether it lasts at this moment. */
    public boolean active(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (long back = 0; back <= duration.toDays() + 1; back++) {
            LocalDate day = today.minusDays(back);
            if (days.contains(day.getDayOfWeek())) {
                Instant start = ZonedDateTime.of(day, begins, zone).toInstant();
                if (!now.isBefore(start) && now.isBefore(start.plus(duration))) {
                    return true;
                }
            }
        }
        return false;
    }
}
