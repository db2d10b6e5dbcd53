package io.heartbeat.rolling;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The five fields of crontab(5): a day matches when its day of the month or its day of the week does, if both are restricted.
 * A minute that the clock leaves out in spring comes when the clock goes on; one that it shows twice in autumn comes once.
 * Immutable.
 */
final class CronSchedule implements Schedule {
    /** Words for a line, as loghogd has them. */
    static final Map<String, String> WORDS = Map.of(
            "hourly", "0 * * * *",
            "daily", "0 0 * * *",
            "midnight", "0 0 * * *",
            "weekly", "0 0 * * 1",
            "monthly", "0 0 1 * *",
            "yearly", "0 0 1 1 *",
            "annually", "0 0 1 1 *");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int YEARS_AHEAD = 9;

    private final CronField minute;
    private final CronField hour;
    private final CronField day;
    private final CronField month;
    private final CronField weekday;
    private final ZoneId zone;

    CronSchedule(String line, ZoneId zone) {
        String[] fields = line.split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "`" + line + "` is neither one of hourly, daily, midnight, weekly, monthly,"
                            + " yearly, annually nor the five fields of a crontab line, such as `0 0 * * 1`");
        }
        this.zone = zone;
        minute = CronField.parse("minute", fields[0], 0, 59, List.of());
        hour = CronField.parse("hour", fields[1], 0, 23, List.of());
        day = CronField.parse("day of month", fields[2], 1, 31, List.of());
        month = CronField.parse("month", fields[3], 1, 12, MONTHS);
        weekday = CronField.parse("day of week", fields[4], 0, 7, DAYS);
        if (next(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)) == null) {
            throw new IllegalArgumentException("`" + line + "` never comes");
        }
    }

    @Override
    public Instant next(Instant after) {
        ZonedDateTime now = after.atZone(zone);
        LocalDateTime minuteBehind = now.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        while (true) {
            LocalDateTime found = next(minuteBehind.plusMinutes(1));
            if (found == null) {
                return Instant.MAX;
            }
            ZonedDateTime moment = found.atZone(zone);
            if (!moment.toInstant().isAfter(after)) {
                moment = moment.withLaterOffsetAtOverlap();
            }
            if (moment.toInstant().isAfter(after)) {
                return moment.toInstant();
            }
            minuteBehind = found;
        }
    }

    /** The first match at or behind a minute, null when there is none for years. */
    private LocalDateTime next(LocalDateTime from) {
        LocalDateTime at = from;
        LocalDateTime last = from.plusYears(YEARS_AHEAD);
        while (at.isBefore(last)) {
            if (!month.has(at.getMonthValue())) {
                at = at.plusMonths(1).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
            } else if (!dayMatches(at)) {
                at = at.plusDays(1).truncatedTo(ChronoUnit.DAYS);
            } else if (!hour.has(at.getHour())) {
                at = at.plusHours(1).truncatedTo(ChronoUnit.HOURS);
            } else if (!minute.has(at.getMinute())) {
                at = at.plusMinutes(1);
            } else {
                return at;
            }
        }
        return null;
    }

    private boolean dayMatches(LocalDateTime at) {
        boolean byDay = day.has(at.getDayOfMonth());
        boolean byWeek =
                weekday.has(at.getDayOfWeek().getValue()) || at.getDayOfWeek() == DayOfWeek.SUNDAY && weekday.has(0);
        return day.any() || weekday.any() ? byDay && byWeek : byDay || byWeek;
    }
}
