package io.heartbeat.notify;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the metrics say of notifications. */
record NotifyInstruments(Telemetry telemetry) {
    /** Every channel and result has its number from the start, so that a graph sees it begin. */
    void prepare(String channel) {
        List.of("sent", "retried", "failed").forEach(result -> counter(channel, result));
    }

    void planned(int count) {
        telemetry
                .counter("hbd_notifications_planned_total", "Notifications that were stored in the outbox.")
                .add(count);
    }

    void sent(String channel, int count) {
        counter(channel, "sent").add(count);
    }

    void retried(String channel, int count) {
        counter(channel, "retried").add(count);
    }

    void failed(String channel, int count) {
        counter(channel, "failed").add(count);
    }

    /** How much waits, and since when. */
    void waiting(Supplier<Map<String, Depth>> depths, TimeSource time) {
        telemetry.family("notifications", () -> {
            List<Instrument> instruments = new ArrayList<>();
            depths.get().forEach((channel, depth) -> {
                Map<String, String> labels = Map.of("channel", channel);
                instruments.add(new Instrument(
                        "hbd_notifications_waiting",
                        "Notifications that are not settled, by channel.",
                        Instrument.Kind.GAUGE,
                        labels,
                        depth::count));
                instruments.add(new Instrument(
                        "hbd_notifications_oldest_seconds",
                        "How long the oldest notification that is not settled has waited, by channel.",
                        Instrument.Kind.GAUGE,
                        labels,
                        () -> depth.oldest() == null
                                ? 0
                                : Math.max(
                                        0,
                                        Duration.between(depth.oldest(), time.wall())
                                                        .toMillis()
                                                / 1000.0)));
            });
            return instruments;
        });
    }

    private LongAdder counter(String channel, String result) {
        return telemetry.counter(
                "hbd_notifications_total",
                "Notifications by channel and what came of a try: sent, retried later, failed for good.",
                "channel",
                channel,
                "result",
                result);
    }
}
