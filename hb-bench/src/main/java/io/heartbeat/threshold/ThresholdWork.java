package io.heartbeat.threshold;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.Unheard;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.protocol.Codec;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The server's own thresholds without a server: one host whose report of many metrics comes again and again. Stands in this
 * package because what it drives is nobody else's business. Not thread-safe.
 */
public final class ThresholdWork {
    private final Thresholds thresholds;
    private final PluginReported report;
    private final BeatReceived beat;

    /**
     * @param metrics how many metrics the report has
     * @param judged how many of them have a threshold
     */
    public ThresholdWork(int metrics, int judged) {
        TimeSource time = TimeSource.SYSTEM;
        Map<List<String>, Threshold> limits = new LinkedHashMap<>();
        for (int i = 0; i < judged; i++) {
            limits.put(
                    List.of("bench", "metric_" + i),
                    new Threshold(OptionalDouble.of(80), OptionalDouble.of(90), Operator.ABOVE, 0.1));
        }
        thresholds = new Thresholds(
                new ThresholdSettings(new Profile(limits), Map.of(), Map.of(), Duration.ofHours(1)),
                time,
                new Lanes(),
                new Unheard<>(),
                new Unheard<>(),
                new Telemetry(time));
        String members = IntStream.range(0, metrics)
                .mapToObj(i -> "\"metric_" + i + "\":45.2")
                .collect(Collectors.joining(","));
        Arrival arrival = new Arrival(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000), false);
        report = new PluginReported(
                "host",
                arrival,
                read("{\"ID\":\"PLG\",\"name\":\"host\",\"plugin\":\"bench\"," + members + "}")
                        .message());
        beat = new BeatReceived(
                "host",
                arrival,
                read("{\"ID\":\"HTB\",\"name\":\"host\",\"rtt\":0.4}").message());
    }

    private static Codec read(String text) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        Codec codec = new Codec();
        if (codec.decode(json, 0, json.length) != null) {
            throw new IllegalStateException("not accepted: " + text);
        }
        return codec;
    }

    /** The report comes. */
    public void report() {
        thresholds.reported(report);
    }

    /** A heartbeat comes. */
    public void beat() {
        thresholds.beat(beat);
    }
}
