package io.heartbeat.logstore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Finds the moment at the beginning of a line: {@code 2026-11-21 07:36:05.123456}, with a {@code T}, a comma, an offset or a
 * bracket in front, or {@code Nov 21 07:36:05} as syslog has it. One for each thread.
 */
public final class LineTime {
    /** No moment. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000;
    private static final int DAY_LENGTH = 10;
    private static final int CLOCK_LENGTH = 8;
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final ZoneId zone;
    private final Instant reference;
    private long cachedHour = -1;
    private long cachedMicros;

    /**
     * @param zone of a moment that names none
     * @param reference a moment shortly after the lines, which tells the year that syslog leaves out
     */
    public LineTime(ZoneId zone, Instant reference) {
        this.zone = zone;
        this.reference = reference;
    }

    /** Microseconds since 1970, {@link #NONE} when the line does not begin with a moment. */
    public long micros(byte[] line, int from, int to) {
        int at = from < to && line[from] == '[' ? from + 1 : from;
        try {
            if (to - at >= DAY_LENGTH + 1 + CLOCK_LENGTH && line[at + 4] == '-' && line[at + 7] == '-') {
                return iso(line, at, to);
            }
            if (to - at >= 15 && line[at + 3] == ' ' && line[at + 6] == ' ') {
                return syslog(line, at);
            }
        } catch (DateTimeException noSuchDay) {
            return NONE;
        }
        return NONE;
    }

    private long iso(byte[] line, int at, int to) {
        int year = number(line, at, 4);
        int month = number(line, at + 5, 2);
        int day = number(line, at + 8, 2);
        byte between = line[at + DAY_LENGTH];
        int second = clock(line, at + DAY_LENGTH + 1);
        if (year < 0 || month < 0 || day < 0 || second < 0 || between != ' ' && between != 'T') {
            return NONE;
        }
        int end = at + DAY_LENGTH + 1 + CLOCK_LENGTH;
        long micros = 0;
        if (end < to && (line[end] == '.' || line[end] == ',')) {
            long unit = SECOND / 10;
            for (end++; end < to && line[end] >= '0' && line[end] <= '9'; end++) {
                micros += (line[end] - '0') * unit;
                unit /= 10;
            }
        }
        long hour = local(year, month, day, second / 3600);
        return hour + second % 3600 * SECOND + micros + offset(line, end, to, hour);
    }

    /** What a written offset adds to the reading in our own zone. */
    private long offset(byte[] line, int at, int to, long micros) {
        if (at >= to) {
            return 0;
        }
        long own = zone.getRules()
                .getOffset(Instant.ofEpochSecond(Math.floorDiv(micros, SECOND)))
                .getTotalSeconds();
        if (line[at] == 'Z') {
            return own * SECOND;
        }
        boolean signed = line[at] == '+' || line[at] == '-';
        if (!signed || to - at < 5) {
            return 0;
        }
        int minutesAt = line[at + 3] == ':' ? at + 4 : at + 3;
        int hours = number(line, at + 1, 2);
        int minutes = minutesAt + 2 <= to ? number(line, minutesAt, 2) : -1;
        if (hours < 0 || minutes < 0) {
            return 0;
        }
        long written = (hours * 60L + minutes) * 60 * (line[at] == '-' ? -1 : 1);
        return (own - written) * SECOND;
    }

    private long syslog(byte[] line, int at) {
        int month = 1 + MONTHS.indexOf(new String(line, at, 3, java.nio.charset.StandardCharsets.US_ASCII));
        int day = line[at + 4] == ' ' ? number(line, at + 5, 1) : number(line, at + 4, 2);
        int second = clock(line, at + 7);
        if (month < 1 || day < 1 || second < 0) {
            return NONE;
        }
        int year = reference.atZone(zone).getYear();
        long micros = local(year, month, day, second / 3600) + second % 3600 * SECOND;
        boolean ahead = micros > (reference.getEpochSecond() + 86_400) * SECOND;
        return ahead ? local(year - 1, month, day, second / 3600) + second % 3600 * SECOND : micros;
    }

    private static int clock(byte[] line, int at) {
        int hour = number(line, at, 2);
        int minute = number(line, at + 3, 2);
        int second = number(line, at + 6, 2);
        boolean sound =
                line[at + 2] == ':' && line[at + 5] == ':' && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        return sound && second >= 0 && second <= 60 ? (hour * 60 + minute) * 60 + second : -1;
    }

    private static int number(byte[] line, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return -1;
            }
            number = number * 10 + line[i] - '0';
        }
        return number;
    }

    /** The beginning of an hour; lines come in thousands of the same hour. */
    private long local(int year, int month, int day, int hour) {
        long key = ((year * 13L + month) * 32 + day) * 24 + hour;
        if (key != cachedHour) {
            cachedMicros =
                    LocalDateTime.of(year, month, day, hour, 0).atZone(zone).toEpochSecond() * SECOND;
            cachedHour = key;
        }
        return cachedMicros;
    }
}
