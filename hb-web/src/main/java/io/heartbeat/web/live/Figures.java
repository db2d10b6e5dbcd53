package io.heartbeat.web.live;

import io.heartbeat.metric.Report;
import io.heartbeat.metric.Reports;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The load of a host at a glance, each NaN when unknown.
 *
 * @param cpu {@code cpu_percent} of cpu_monitor
 * @param load {@code load_1min} of cpu_monitor
 * @param memory {@code percent} of memory_monitor
 * @param disk the largest {@code percent} of the partitions of disk_monitor
 */
public record Figures(double cpu, double load, double memory, double disk) {
    static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    /** The newest ones of a host. */
    public static Figures of(Reports reports, String host) {
        double[] cpu = read(reports.samples(host, "cpu_monitor", 1), "cpu_percent", "load_1min");
        double[] memory = read(reports.samples(host, "memory_monitor", 1), "percent");
        return new Figures(cpu[0], cpu[1], memory[0], Partitions.fullest(reports.samples(host, "disk_monitor", 1)));
    }

    private static double[] read(List<Report> newest, String... keys) {
        double[] values = new double[keys.length];
        Arrays.fill(values, Double.NaN);
        if (newest.isEmpty()) {
            return values;
        }
        try (JsonParser in =
                PARSERS.createParser(new ByteArrayInputStream(newest.get(0).json()))) {
            in.next();
            while (in.hasNext() && in.next() == JsonParser.Event.KEY_NAME) {
                int found = List.of(keys).indexOf(in.getString());
                value(in, values, found);
            }
        } catch (JsonException | NumberFormatException strange) {
            // The report came through the codec, so this is a number beyond what JSON-P reads: the figure stays
            // unknown.
            return values;
        }
        return values;
    }

    private static void value(JsonParser in, double[] values, int found) {
        switch (in.next()) {
            case START_OBJECT -> in.skipObject();
            case START_ARRAY -> in.skipArray();
            case VALUE_NUMBER -> {
                if (found >= 0) {
                    values[found] = Double.parseDouble(in.getString());
                }
            }
            default -> {}
        }
    }
}
