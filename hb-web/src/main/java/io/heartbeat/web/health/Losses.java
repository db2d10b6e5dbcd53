package io.heartbeat.web.health;

import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the server knows to have lost, since its start, of what was sent over protocols without acknowledgement. Thread-safe.
 */
@ApplicationScoped
public class Losses {
    /** Series that count losses; each is told under its name, and its labels' values where it has any. */
    private static final Set<String> COUNTED = Set.of(
            "hbd_datagrams_dropped_by_kernel_total",
            "hbd_loghog_datagrams_dropped_by_kernel_total",
            "hbd_loghog_dropped_total");

    @Inject
    Telemetry telemetry;

    /** By series; those of receivers that are off are absent. */
    public Map<String, Long> look() {
        Map<String, Long> lost = new TreeMap<>();
        for (Instrument one : telemetry.standing()) {
            if (COUNTED.contains(one.name())) {
                String labels = String.join("_", one.labels().values());
                lost.put(
                        one.name().replaceAll("^hbd_|_total$", "") + (labels.isEmpty() ? "" : "_" + labels),
                        // Where the kernel does not tell, a NaN becomes 0.
                        (long) one.value().getAsDouble());
            }
        }
        return lost;
    }
}
