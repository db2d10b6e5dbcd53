package io.heartbeat.threshold;

import java.time.Instant;

/**
 * A metric changed its level, or began or ceased to flap. Fired under the host's lane, before it is stored; who keeps it
 * must not wait.
 *
 * @param host canonical name of the host
 * @param metric its path as texts tell it, such as {@code cpu_monitor.cpu_percent}, {@code disk_monitor./.percent},
 *     {@code rtt.web}
 * @param from level before; the same as {@code to} when only {@code flapping} changed, or when levels are told again
 * @param to level now
 * @param value the value that led to it, the last known one when the metric vanished; NaN when there never was one
 * @param limit the limit that was reached, NaN for OK and UNKNOWN
 * @param flapping whether its level changes too often to be told each time
 * @param at when
 * @param note what a person should know besides, null when nothing
 */
public record ThresholdCrossed(
        String host,
        String metric,
        Level from,
        Level to,
        double value,
        double limit,
        boolean flapping,
        Instant at,
        String note) {}
