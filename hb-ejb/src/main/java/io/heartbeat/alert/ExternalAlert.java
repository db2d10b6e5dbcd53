package io.heartbeat.alert;

import io.heartbeat.threshold.Level;
import java.time.Instant;

/**
 * An alert of another program.
 *
 * @param host whom it is about
 * @param metric what it is called
 * @param level WARNING or CRITICAL
 * @param external what was said
 */
public record ExternalAlert(String host, String metric, Level level, External external) {
    /** What it means at a moment: one whose end has come is over. */
    Judgement judgement(Instant now) {
        boolean over = !external.endsAt().isAfter(now);
        return new Judgement(
                host,
                metric,
                Origin.EXTERNAL,
                over ? Level.OK : level,
                Double.NaN,
                Double.NaN,
                false,
                null,
                external,
                now);
    }
}
