package io.heartbeat.web.live;

import io.heartbeat.metric.Report;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.util.List;

/** The partitions in a report of disk_monitor: {@code {"partitions":{MOUNT:{"percent":…}}}}. */
final class Partitions {
    private Partitions() {}

    /** The largest share in use, percent; NaN without a report or a partition. */
    static double fullest(List<Report> newest) {
        if (newest.isEmpty()) {
            return Double.NaN;
        }
        try (JsonParser in = Figures.PARSERS.createParser(
                new ByteArrayInputStream(newest.get(0).json()))) {
            return fullest(in);
        } catch (JsonException | NumberFormatException strange) {
            // As in Figures: a number beyond what JSON-P reads leaves the figure unknown.
            return Double.NaN;
        }
    }

    private static double fullest(JsonParser in) {
        double most = Double.NaN;
        int depth = 0;
        boolean inside = false;
        boolean percent = false;
        while (in.hasNext()) {
            switch (in.next()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case KEY_NAME -> {
                    inside = depth == 1 ? in.getString().equals("partitions") : inside;
                    percent = inside && depth == 3 && in.getString().equals("percent");
                }
                case VALUE_NUMBER -> {
                    if (percent) {
                        most = Math.max(Double.isNaN(most) ? 0 : most, Double.parseDouble(in.getString()));
                    }
                    percent = false;
                }
                default -> percent = false;
            }
        }
        return most;
    }
}
