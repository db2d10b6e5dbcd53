package io.heartbeat.web.ui;

/**
 * A share of something, as a small bar.
 *
 * @param percent 0 to 100, the length of the bar
 * @param level {@code none}, {@code calm}, {@code high} or {@code full}
 * @param text what stands beside it
 */
public record Meter(int percent, String level, String text) {
    private static final int HIGH = 80;
    private static final int FULL = 92;

    static Meter of(double percent) {
        if (!Double.isFinite(percent)) {
            return new Meter(0, "none", "–");
        }
        int shown = (int) Math.round(Math.max(0, Math.min(100, percent)));
        String level = percent >= FULL ? "full" : percent >= HIGH ? "high" : "calm";
        return new Meter(shown, level, Math.round(percent) + " %");
    }
}
