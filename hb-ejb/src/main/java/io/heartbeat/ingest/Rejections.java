package io.heartbeat.ingest;

import io.heartbeat.protocol.Rejection;
import io.heartbeat.telemetry.Telemetry;
import java.util.concurrent.atomic.LongAdder;

/** Counts refused datagrams by reason; nothing is logged for them, so that a flood costs nothing. Thread-safe. */
final class Rejections {
    private final LongAdder[] counters = new LongAdder[Rejection.values().length];

    Rejections(Telemetry telemetry) {
        for (Rejection reason : Rejection.values()) {
            counters[reason.ordinal()] = telemetry.counter(
                    "hbd_datagrams_rejected_total",
                    "Datagrams that were refused, by reason.",
                    "reason",
                    reason.label());
        }
    }

    void count(Rejection reason) {
        counters[reason.ordinal()].increment();
    }
}
