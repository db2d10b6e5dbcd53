package io.heartbeat.pump.sender.elasticsearch;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Names of indices: {@code prefix-YYYY-MM-DD}, days of UTC. For one thread. */
final class Days {
    private static final long MICROS = TimeUnit.DAYS.toMicros(1);
    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    private final String prefix;
    private long day = Long.MIN_VALUE;
    private String name = "";

    Days(String prefix) {
        this.prefix = prefix;
    }

    /** The index of an entry of this time, microseconds since 1970: that of its {@code timestamp}. Null before 1970 and after 9999. */
    String index(long micros) {
        long of = Math.floorDiv(micros, MICROS);
        if (of != day) {
            day = of;
            name = of < 0 || of > LAST ? null : prefix + "-" + LocalDate.ofEpochDay(of);
        }
        return name;
    }

    /** The day of an index; null for one that is not named so. */
    LocalDate day(String index) {
        String date = index.startsWith(prefix + "-") ? index.substring(prefix.length() + 1) : "";
        try {
            return date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(date) : null;
        } catch (DateTimeException e) {
            return null; // 2026-02-30 is somebody else's
        }
    }
}
