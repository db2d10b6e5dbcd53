package io.heartbeat.web.ui;

import io.heartbeat.host.BeatMark;
import java.util.List;

/**
 * A heartbeat bar as two SVG paths, newest right: what the script draws stroke by stroke is here one piece, since a page may
 * have a hundred of them.
 *
 * @param width of the drawing, pixels
 * @param received strokes of heartbeats that came
 * @param missed stubs of those that did not
 * @param label the bar in words
 */
public record Bar(int width, String received, String missed, String label) {
    private static final int SHOWN = 48;
    private static final int STEP = 7;

    static Bar of(List<BeatMark> beats, PageWords words) {
        List<BeatMark> shown = beats.subList(Math.max(0, beats.size() - SHOWN), beats.size());
        StringBuilder received = new StringBuilder();
        StringBuilder missed = new StringBuilder();
        int gone = 0;
        for (int i = 0; i < shown.size(); i++) {
            int x = i * STEP;
            if (shown.get(i).missed()) {
                gone++;
                missed.append('M').append(x).append(" 18h5v8h-5z");
            } else {
                received.append('M').append(x).append(" 0h5v26h-5z");
            }
        }
        return new Bar(shown.size() * STEP, received.toString(), missed.toString(), label(shown.size(), gone, words));
    }

    private static String label(int all, int missed, PageWords words) {
        return all == 0 ? words.get("live.bar-none") : words.of("live.bar", all, all - missed, missed);
    }
}
