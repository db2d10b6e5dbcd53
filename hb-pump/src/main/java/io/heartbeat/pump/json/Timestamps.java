package io.heartbeat.pump.json;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as {@code 2020-05-27T12:15:37.308352}: UTC, no zone, no fraction when it is zero. For one thread. */
final class Timestamps {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private long second = Long.MIN_VALUE;
    private String text = "";

    void write(long micros, JsonBuffer out) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        if (seconds != second) {
            second = seconds;
            text = SECOND.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
        }
        out.put('"').put(text);
        long fraction = Math.floorMod(micros, 1_000_000L);
        if (fraction != 0) {
            out.put('.').digits(fraction, 6);
        }
        out.put('"');
    }
}
