package io.heartbeat.bench.receiver;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of a page in the Prometheus text format. Immutable. */
public final class MetricsText {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+\\d+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Map<String, Double>> samples = new TreeMap<>();

    /** Reads a page; lines that are no samples are left out. */
    public MetricsText(String page) {
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line.strip());
            if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                samples.computeIfAbsent(sample.group(1), name -> new TreeMap<>())
                        .put(labels, number(sample.group(3)));
            }
        });
    }

    /** The sum of all samples of that name, NaN when there is none. */
    public double sum(String name) {
        Map<String, Double> found = samples.get(name);
        return found == null
                ? Double.NaN
                : found.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The samples of that name by the value of one label, zeros left out. */
    public Map<String, Double> by(String name, String label) {
        Map<String, Double> values = new TreeMap<>();
        samples.getOrDefault(name, Map.of()).forEach((labels, value) -> {
            Matcher matcher = LABEL.matcher(labels);
            while (matcher.find()) {
                if (matcher.group(1).equals(label) && value != 0) {
                    values.merge(matcher.group(2), value, Double::sum);
                }
            }
        });
        return values;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
