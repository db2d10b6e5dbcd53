package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.checkpoint.ReaderProgress;
import io.heartbeat.pump.checkpoint.StateFile;
import io.heartbeat.pump.config.PumpSettings;
import io.heartbeat.pump.config.ReaderSettings;
import io.heartbeat.pump.config.SenderSettings;
import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.GeoIp;
import io.heartbeat.pump.filter.UnitLevels;
import io.heartbeat.pump.statsd.Statsd;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One reader at work: a lane for each of its senders. */
final class Reader {
    private final ReaderSettings settings;
    private final ReaderProgress progress;
    private final ReaderMetrics metrics;
    private final List<Lane> lanes = new ArrayList<>();

    Reader(ReaderSettings settings, PumpSettings pump, StateFile state, Statsd statsd, GeoIp places, Around around)
            throws IOException {
        this.settings = settings;
        progress = state.reader(settings.name(), settings.source());
        metrics = new ReaderMetrics(statsd, settings.name(), settings.tags(), around.time());
        for (SenderSettings sender : senders()) {
            lanes.add(new Lane(new Lane.Parts(
                    settings,
                    sender,
                    pump.match(),
                    places,
                    progress,
                    metrics,
                    state,
                    pump.directory(),
                    around.time(),
                    around.pause(),
                    around.background(),
                    around.fatal())));
        }
    }

    /** A reader may be there for its searches alone. */
    private Collection<SenderSettings> senders() {
        if (!settings.senders().isEmpty()) {
            return settings.senders().values();
        }
        return List.of(new SenderSettings(
                "nowhere",
                "nowhere",
                Nowhere.PLAN,
                FieldFilter.of(true, List.of()),
                UnitLevels.ALL,
                Map.of(),
                Duration.ofSeconds(1),
                0));
    }

    void start() {
        lanes.forEach(Lane::start);
    }

    void stop(long deadline) throws InterruptedException {
        lanes.forEach(Lane::finish);
        for (Lane lane : lanes) {
            lane.join(deadline);
        }
    }

    void measure() {
        metrics.gauge("journal.last_read_ago", Map.of(), progress.readAgo());
        metrics.gauge("journal.read_lines", Map.of(), (double) progress.lines());
        metrics.gauge("journal.read_bytes", Map.of(), (double) progress.bytes());
        lanes.forEach(Lane::measure);
    }

    boolean awake(Duration within) {
        return lanes.stream().allMatch(lane -> lane.awake(within));
    }

    List<Lane> lanes() {
        return lanes;
    }

    long lines() {
        return progress.lines();
    }

    String name() {
        return settings.name();
    }
}
