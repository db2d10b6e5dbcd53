package io.heartbeat.pump.statsd;

import java.util.Map;
import java.util.TreeMap;

/** One metric as text: {@code name,tag=value:1|c}. */
final class MetricLine {
    private MetricLine() {}

    /** Everything before the colon; tags sorted, those without a value left out. */
    static String series(String name, Map<String, String> tags) {
        StringBuilder line = new StringBuilder(tag(name, "[\\s|=:,]+"));
        new TreeMap<>(tags).forEach((key, value) -> {
            if (value != null) {
                line.append(',').append(tag(key, "[^\\w_-]+")).append('=').append(tag(value, "[\\s|=:,]+"));
            }
        });
        return line.toString();
    }

    private static String tag(String text, String forbidden) {
        return text.replaceAll(forbidden, "_").replaceAll("^_+|_+$", "");
    }
}
