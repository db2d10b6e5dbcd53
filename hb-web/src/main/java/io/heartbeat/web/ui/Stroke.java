package io.heartbeat.web.ui;

import io.heartbeat.host.BeatMark;
import java.util.List;

/**
 * One stroke of a heartbeat bar.
 *
 * @param missed whether the heartbeat did not come
 * @param title time and round trip, or that it was missed
 */
public record Stroke(boolean missed, String title) {
    private static final int SHOWN = 40;

    static List<Stroke> bar(List<BeatMark> beats) {
        return beats.subList(Math.max(0, beats.size() - SHOWN), beats.size()).stream()
                .map(Stroke::of)
                .toList();
    }

    /** The bar in words. */
    static String label(List<Stroke> bar) {
        long missed = bar.stream().filter(Stroke::missed).count();
        return bar.isEmpty()
                ? "no heartbeats yet"
                : "last " + bar.size() + " heartbeats: " + (bar.size() - missed) + " received, " + missed + " missed";
    }

    private static Stroke of(BeatMark beat) {
        String at = Words.clock(beat.at()) + " UTC · ";
        return beat.missed()
                ? new Stroke(true, at + "missed")
                : new Stroke(false, at + (Double.isFinite(beat.rttMs()) ? Words.millis(beat.rttMs()) : "received"));
    }
}
