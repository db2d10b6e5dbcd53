package io.heartbeat.bench.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Medians, and numbers as people read them. Pure. */
public final class Figures {
    private Figures() {}

    /** The median; the mean of the middle two of an even number; NaN of nothing. NaN values are left out. */
    public static double median(Collection<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** {@link #median(Collection)} of an array. */
    public static double median(double... values) {
        return median(Arrays.stream(values).boxed().toList());
    }

    /** A rate: {@code 451 k}, {@code 1.33 M}, {@code 950}; a dash for NaN. */
    public static String rate(double perSecond) {
        if (Double.isNaN(perSecond)) {
            return "–";
        }
        if (perSecond >= 999_500) {
            return String.format(Locale.ROOT, "%.2f M", perSecond / 1e6);
        }
        return perSecond >= 9_950
                ? String.format(Locale.ROOT, "%.0f k", perSecond / 1e3)
                : String.format(Locale.ROOT, "%.0f", perSecond);
    }

    /** A number with two places behind the point; a dash for NaN. */
    public static String two(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** A whole number; a dash for NaN. */
    public static String whole(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.0f", value);
    }

    /** Bytes in MiB; a dash for NaN. */
    public static String mebibytes(double bytes) {
        return Double.isNaN(bytes) ? "–" : String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
    }
}
