package io.heartbeat.bench.latency;

import java.time.Instant;
import java.util.function.LongConsumer;

/** A time of sending inside a text: {@code probe } and sixteen digits, microseconds since 1970. Pure. */
final class Stamp {
    private static final String MARK = "probe ";
    private static final int DIGITS = 16;

    private Stamp() {}

    /** Now, microseconds since 1970. */
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** The text that carries a stamp. */
    static String text(long micros) {
        return MARK + micros;
    }

    /** Finds all stamps of a text. */
    static void each(CharSequence text, LongConsumer found) {
        String all = text.toString();
        for (int at = all.indexOf(MARK); at >= 0; at = all.indexOf(MARK, at + 1)) {
            long micros = digits(all, at + MARK.length());
            if (micros >= 0) {
                found.accept(micros);
            }
        }
    }

    private static long digits(String text, int from) {
        if (text.length() < from + DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < from + DIGITS; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
