package io.heartbeat.alert;

import io.heartbeat.threshold.Level;
import java.time.Instant;

/**
 * How something is now, as whoever judges it says.
 *
 * @param host whom it is about
 * @param metric path of the metric
 * @param origin who says so
 * @param level how it is
 * @param value the metric's value, NaN when it has none
 * @param limit the limit of the level, NaN when it has none
 * @param flapping whether it changes too often
 * @param note what a person should know besides, null when nothing
 * @param external what another program said, null for our own
 * @param at when
 */
record Judgement(
        String host,
        String metric,
        Origin origin,
        Level level,
        double value,
        double limit,
        boolean flapping,
        String note,
        External external,
        Instant at) {
    AlertKey key() {
        return new AlertKey(host, metric, external == null ? "" : external.fingerprint());
    }

    /** When it began, as far as anybody says: not after it was judged. */
    Instant began() {
        Instant said = external == null ? null : external.startsAt();
        return said == null || said.isAfter(at) ? at : said;
    }

    /** A host that is down, or no more. */
    static Judgement host(String host, boolean down, String reason, Instant at) {
        return new Judgement(
                host,
                Alert.HEARTBEAT,
                Origin.HOST,
                down ? Level.CRITICAL : Level.OK,
                Double.NaN,
                Double.NaN,
                false,
                reason,
                null,
                at);
    }
}
