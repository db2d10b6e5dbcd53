package io.heartbeat.bench.metrics;

import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.metric.MetricWork;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Asks a server's API about hosts and plugins in random order, one question after the other. */
final class Asking {
    private static final long SETTLE_SECONDS = 120;

    private final HbdServer server;
    private final int hosts;
    private final Random random = new Random(11);

    Asking(HbdServer server, int hosts) {
        this.server = server;
        this.hosts = hosts;
    }

    /** Waits until the server has read its series. */
    void awaitSeries(double count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (server.metrics().by("hbd_metrics_rows", "table").getOrDefault("series", 0.0) < count) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the server did not find its series again");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Microseconds for an answer of the newest fifty reports of a plugin. */
    Histogram samples(int questions) throws IOException, InterruptedException {
        return ask(
                questions,
                host -> "/api/0/hosts/" + host + "/plugins/" + MetricWork.plugin(random.nextInt(MetricWork.PLUGINS))
                        + "?limit=50");
    }

    /** Microseconds for an answer of three curves of half a day. */
    Histogram curves(int questions, String from) throws IOException, InterruptedException {
        return ask(
                questions,
                host -> "/api/0/hosts/" + host + "/metrics?path=cpu_monitor.cpu_percent"
                        + "&path=memory_monitor.percent&path=disk_monitor.partitions./.percent&from=" + from);
    }

    private Histogram ask(int questions, Function<String, String> path) throws IOException, InterruptedException {
        for (int i = 0; i < questions / 4; i++) {
            once(path);
        }
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        for (int i = 0; i < questions; i++) {
            micros.recordValue(once(path) / 1_000);
        }
        return micros;
    }

    private long once(Function<String, String> path) throws IOException, InterruptedException {
        String question = path.apply(MetricWork.host(random.nextInt(hosts)));
        long begin = System.nanoTime();
        HttpResponse<String> answer = server.get(question);
        long took = System.nanoTime() - begin;
        if (answer.statusCode() != 200) {
            throw new IOException(question + " was answered by " + answer.statusCode() + ": " + answer.body());
        }
        return took;
    }
}
