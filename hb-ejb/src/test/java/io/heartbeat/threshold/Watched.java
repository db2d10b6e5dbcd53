package io.heartbeat.threshold;

import io.heartbeat.Configured;
import io.heartbeat.Fired;
import io.heartbeat.SteppedTime;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.BeatMissed;
import io.heartbeat.host.HostStatus;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Message;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Thresholds on a clock of the test's, and what they told. */
final class Watched {
    private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 9);

    final SteppedTime time = new SteppedTime();
    final Telemetry telemetry = new Telemetry(time);
    final Fired<ThresholdCrossed> crossed = new Fired<>();
    final Fired<LevelHeld> held = new Fired<>();
    final Thresholds thresholds;
    private int read;

    Watched(String yaml) {
        ThresholdSettings settings = Configured.by(yaml, ThresholdSettings::from);
        thresholds = new Thresholds(settings, time, new Lanes(), crossed, held, telemetry);
    }

    /** A plugin of a host reports; {@code members} are those of its JSON object. */
    Watched report(String host, String plugin, String members) {
        Message message =
                message("{\"ID\":\"PLG\",\"name\":\"" + host + "\",\"plugin\":\"" + plugin + "\"," + members + "}");
        thresholds.reported(new PluginReported(host, arrival(), message));
        return this;
    }

    Watched cpu(double percent) {
        return report("web", "cpu_monitor", "\"cpu_percent\":" + percent);
    }

    Watched beat(String host, String members) {
        Message message = message("{\"ID\":\"HTB\",\"name\":\"" + host + "\"" + members + "}");
        thresholds.beat(new BeatReceived(host, arrival(), message));
        return this;
    }

    Watched down(String host) {
        thresholds.missed(new BeatMissed(host, HostStatus.DOWN, time.wall()));
        return this;
    }

    Watched pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds));
        thresholds.lookForSilence();
        return this;
    }

    Watched reload(String yaml) {
        thresholds.reloaded(new SettingsReloaded<>(Configured.by(yaml, ThresholdSettings::from)));
        return this;
    }

    /** What was told since the last look: {@code web cpu_monitor.cpu_percent OK>CRITICAL}, with the note if there is one. */
    List<String> told() {
        List<String> lines = new ArrayList<>();
        for (ThresholdCrossed event : crossed.all.subList(read, crossed.all.size())) {
            lines.add(event.host() + " " + event.metric() + " " + event.from() + ">" + event.to()
                    + (event.flapping() ? " flapping" : "")
                    + (event.note() == null ? "" : " (" + event.note() + ")"));
        }
        read = crossed.all.size();
        return lines;
    }

    double refused(String reason) {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals("hbd_metrics_not_judged_total"))
                .filter(instrument -> instrument.labels().containsValue(reason))
                .mapToDouble(instrument -> instrument.value().getAsDouble())
                .sum();
    }

    private Arrival arrival() {
        return new Arrival(time.wall().toEpochMilli() * 1000, SOURCE, false);
    }

    private static Message message(String text) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        Codec codec = new Codec();
        if (codec.decode(json, 0, json.length) != null) {
            throw new IllegalArgumentException("not accepted: " + text);
        }
        return codec.message();
    }
}
