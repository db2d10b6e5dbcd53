package io.heartbeat.bench.soak;

import io.heartbeat.bench.table.Figures;
import java.util.ArrayList;
import java.util.List;

/** Samples of one figure over time; flat when its end is not above its beginning. Not thread-safe. */
final class Series {
    private final List<Double> samples = new ArrayList<>();

    void add(double sample) {
        samples.add(sample);
    }

    /** Median of the first third. */
    double begin() {
        return Figures.median(samples.subList(0, third()));
    }

    /** Median of the last third. */
    double end() {
        return Figures.median(samples.subList(samples.size() - third(), samples.size()));
    }

    double largest() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /**
     * Whether it did not grow.
     *
     * @param share part of the beginning that it may grow by
     * @param slack what it may grow by in any case
     */
    boolean flat(double share, double slack) {
        return !samples.isEmpty() && end() <= begin() * (1 + share) + slack;
    }

    private int third() {
        return Math.max(Math.min(1, samples.size()), samples.size() / 3);
    }
}
