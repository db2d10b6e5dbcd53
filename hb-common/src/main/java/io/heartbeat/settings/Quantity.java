package io.heartbeat.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people write them. Methods answer null for what they cannot read. */
final class Quantity {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s{0,3}([A-Za-z]{0,3})");
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(36_500).toMillis());
    private static final Map<String, Long> MILLIS = Map.of(
            "", 1_000L, "ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);
    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("b", 1L),
            Map.entry("kb", 1_000L),
            Map.entry("mb", 1_000_000L),
            Map.entry("gb", 1_000_000_000L),
            Map.entry("tb", 1_000_000_000_000L),
            Map.entry("k", 1L << 10),
            Map.entry("m", 1L << 20),
            Map.entry("g", 1L << 30),
            Map.entry("t", 1L << 40),
            Map.entry("kib", 1L << 10),
            Map.entry("mib", 1L << 20),
            Map.entry("gib", 1L << 30),
            Map.entry("tib", 1L << 40));

    private Quantity() {}

    /** A number of seconds, or with a unit ms, s, m, h, d, w; to the millisecond, up to a century. */
    static Duration duration(String text) {
        BigDecimal millis = amount(text, MILLIS);
        return millis == null || millis.compareTo(LONGEST) > 0 ? null : Duration.ofMillis(millis.longValue());
    }

    /** A number of bytes, or with a unit: kB, MB, GB, TB are powers of 1000; K, KiB, M, MiB … powers of 1024. */
    static Long bytes(String text) {
        BigDecimal bytes = amount(text, BYTES);
        return bytes == null || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? null : bytes.longValue();
    }

    private static BigDecimal amount(String text, Map<String, Long> units) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return null;
        }
        Long unit = units.get(form.group(2).toLowerCase(Locale.ROOT));
        return unit == null ? null : new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
    }

    /** The way back, for messages: {@code 30s}, {@code 5m}. */
    static String show(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : List.of("d", "h", "m", "s")) {
            if (millis > 0 && millis % MILLIS.get(unit) == 0) {
                return millis / MILLIS.get(unit) + unit;
            }
        }
        return millis + "ms";
    }
}
