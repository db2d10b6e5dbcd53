package io.heartbeat.rolling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** When a file is rotated by time. */
@FunctionalInterface
public interface Schedule {
    /** No rotation by time. */
    Schedule NEVER = after -> Instant.MAX;

    /** The first moment of rotation after the given one; {@link Instant#MAX} for never. */
    Instant next(Instant after);

    /**
     * At each multiple of a period since 1970-01-01T00:00:00Z: {@code 1h} is the full hour, {@code 1d} is midnight UTC.
     *
     * @param period a whole number of seconds; zero for never
     */
    static Schedule every(Duration period) {
        long seconds = period.toSeconds();
        return seconds <= 0
                ? NEVER
                : after -> Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond(), seconds) + 1) * seconds);
    }

    /**
     * At the minutes that a crontab line names, or by a word for one: hourly, daily, midnight, weekly (Monday), monthly, yearly,
     * annually.
     *
     * @param text a word, or five fields: minute, hour, day of month, month, day of week, as crontab(5) has them
     * @param zone whose clock is meant
     * @throws IllegalArgumentException that says what is wrong with the text
     */
    static Schedule named(String text, ZoneId zone) {
        return new CronSchedule(
                CronSchedule.WORDS.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip()), zone);
    }
}
