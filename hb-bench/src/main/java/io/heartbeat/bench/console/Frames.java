package io.heartbeat.bench.console;

import io.heartbeat.bench.load.LoadSpec;
import io.heartbeat.bench.load.Pool;
import io.heartbeat.bench.load.SendReport;
import io.heartbeat.bench.load.Shape;
import io.heartbeat.bench.load.Signer;
import io.heartbeat.bench.load.Wire;
import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.receiver.MetricsText;
import io.heartbeat.bench.run.BenchRun;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The live page while hosts change.
 *
 * @param perSecond frames that the browser drew a second
 * @param longest longest pause between two frames, milliseconds
 * @param slow frames that came more than 50 ms after the one before, of a hundred
 * @param changes row changes a second that the feed handed to the page
 * @param lag from a datagram to its line in the document, 99th percentile, milliseconds
 * @param seen probes of those sent that were seen in the document
 * @param probes probes sent
 * @param resyncs times the page was so slow that it got a new snapshot
 */
record Frames(
        double perSecond,
        double longest,
        double slow,
        double changes,
        double lag,
        long seen,
        long probes,
        double resyncs) {
    private static final long PROBE_MILLIS = 250;
    private static final String SENT = "hbd_live_frames_sent_total";
    private static final String RESYNCS = "hbd_live_resyncs_total";

    /** Counts frames, and looks for the probes in the event feed: each has the time it was sent at. */
    private static final String WATCH =
            """
            window.bench = {gaps: [], lags: [], last: performance.now()};
            const frame = at => {
              bench.gaps.push(at - bench.last);
              bench.last = at;
              requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
            new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
              const sent = /probe (\\d+)/.exec(node.textContent);
              if (sent) {
                bench.lags.push(Date.now() - Number(sent[1]));
              }
            }))).observe(document.getElementById('events'), {childList: true});
            """;

    static Frames measure(BenchRun run, HbdServer server, Chromium chromium, int hosts, double rate, double seconds)
            throws Exception {
        LoadSpec spec = new LoadSpec(
                Shape.HTB, Wire.PLAIN, hosts, rate, (long) (rate * seconds), seconds + 1, LoadSpec.LOWEST, 8);
        Pool pool = Pool.compose(spec, Signer.none());
        chromium.run(WATCH);
        MetricsText before = server.metrics();
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            long begin = System.nanoTime();
            Future<SendReport> sent = background.submit(() -> run.sender().send(pool, server.udpPort()));
            long probes = probe(server.udpPort(), sent);
            sent.get();
            double took = (System.nanoTime() - begin) / 1e9;
            Thread.sleep(1_000);
            MetricsText after = server.metrics();
            return read(chromium, before, after, probes, took);
        } finally {
            background.shutdownNow();
        }
    }

    private static Frames read(Chromium chromium, MetricsText before, MetricsText after, long probes, double took) {
        return new Frames(
                chromium.number("bench.gaps.length / bench.gaps.reduce((a, b) => a + b, 0) * 1000"),
                chromium.number("Math.max(...bench.gaps)"),
                chromium.number("bench.gaps.filter(gap => gap > 50).length / bench.gaps.length * 100"),
                (after.sum(SENT) - before.sum(SENT)) / took,
                chromium.number("bench.lags.sort((a, b) => a - b)[Math.floor(bench.lags.length * 0.99)]"),
                (long) chromium.number("bench.lags.length"),
                probes,
                after.sum(RESYNCS) - before.sum(RESYNCS));
    }

    private static long probe(int port, Future<SendReport> until) throws IOException, InterruptedException {
        long count = 0;
        try (DatagramSocket socket = new DatagramSocket()) {
            while (!until.isDone()) {
                byte[] beat = ("{\"ID\":\"HTB\",\"name\":\"probe\",\"interval\":60,\"msg\":\"probe "
                                + System.currentTimeMillis() + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(beat, beat.length, InetAddress.getLoopbackAddress(), port));
                count++;
                Thread.sleep(PROBE_MILLIS);
            }
        }
        return count;
    }
}
