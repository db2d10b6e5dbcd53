package io.heartbeat.agent.plugin.system;

import io.heartbeat.clock.TimeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How quickly counters grew between two looks. A counter that went back began anew, and has no rate once. */
final class Rates {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final TimeSource time;
    private Map<String, Long> before = Map.of();
    private Map<String, Long> now = new HashMap<>();
    private long beforeMillis;
    private long nowMillis;

    Rates(TimeSource time) {
        this.time = time;
    }

    /** A new look begins: what was counted in the last one is what growth is measured from. */
    void look() {
        before = now;
        beforeMillis = nowMillis;
        now = new HashMap<>();
        nowMillis = time.steadyMillis();
    }

    /** Notes a counter. Answers its growth a second since the last look; empty when that did not have it. */
    OptionalDouble perSecond(String counter, long value) {
        now.put(counter, value);
        Long last = before.get(counter);
        long elapsed = nowMillis - beforeMillis;
        return last == null || value < last || elapsed <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((value - last) * MILLIS_PER_SECOND / elapsed);
    }

    /** The same, put into metrics where it is known. */
    void put(Map<String, Object> metrics, String key, String counter, long value) {
        perSecond(counter, value).ifPresent(rate -> metrics.put(key, Rounded.tenth(rate)));
    }
}
