package io.heartbeat.bench.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon the live page is there, milliseconds from the begin of the navigation; one entry a visit.
 *
 * @param first first contentful paint: the server's rendering
 * @param live until its script has shown the hosts of the feed's snapshot
 */
record Paints(List<Double> first, List<Double> live) {
    private static final long PATIENCE_MILLIS = 30_000;

    static Paints measure(Chromium chromium, int port, int visits) throws IOException, InterruptedException {
        Paints paints = new Paints(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < visits; i++) {
            chromium.open(port, "/live");
            paints.live.add(
                    chromium.awaitNumber("performance.getEntriesByName('hosts-shown')[0]?.startTime", PATIENCE_MILLIS));
            paints.first.add(chromium.awaitNumber(
                    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime", PATIENCE_MILLIS));
        }
        return paints;
    }
}
