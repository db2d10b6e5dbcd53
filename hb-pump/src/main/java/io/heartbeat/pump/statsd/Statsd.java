package io.heartbeat.pump.statsd;

import io.heartbeat.pump.config.StatsdSettings;
import io.heartbeat.pump.sender.Metrics;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers metrics and sends them when {@link #flush} is called: one datagram for each. Thread-safe; only {@code flush}
 * touches the network, and it neither throws nor waits for an answer.
 */
public final class Statsd implements Metrics, Closeable {
    private static final Logger LOG = System.getLogger(Statsd.class.getName());
    /** Tags come from messages, too: so many series at most between two flushes. */
    private static final int MOST = 10_000;

    private final StatsdSettings settings;
    private final Map<String, String> tags;
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final Map<String, String> gauges = new LinkedHashMap<>();
    private long dropped;
    private DatagramSocket socket;
    private String trouble = "";

    /**
     * Sends to one place.
     *
     * @param settings null to send nothing
     * @param tags of every metric, those of the settings win
     */
    public Statsd(StatsdSettings settings, Map<String, String> tags) {
        this.settings = settings;
        this.tags = new HashMap<>(tags);
        if (settings != null) {
            this.tags.putAll(settings.tags());
        }
    }

    @Override
    public void count(String name, Map<String, String> more, long count) {
        if (settings == null || count == 0) {
            return;
        }
        String series = series(name, more);
        synchronized (this) {
            if (counters.size() < MOST || counters.containsKey(series)) {
                counters.merge(series, count, Long::sum);
            } else {
                dropped += count;
            }
        }
    }

    /** Sets a gauge, to be told at the next flush. */
    public void gauge(String name, Map<String, String> more, double value) {
        if (settings == null) {
            return;
        }
        String text = value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(java.util.Locale.ROOT, "%.3f", value);
        String series = series(name, more);
        synchronized (this) {
            if (gauges.size() < MOST) {
                gauges.put(series, text);
            }
        }
    }

    /** Series of counters that wait for the next flush. */
    synchronized int pending() {
        return counters.size();
    }

    private String series(String name, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(tags);
        all.putAll(more);
        return MetricLine.series(settings.prefix() + name, all);
    }

    /** Sends what was gathered. A destination that is not there costs nothing but the metrics. */
    public synchronized void flush() {
        if (settings == null) {
            return;
        }
        if (dropped > 0) {
            counters.put(series("pump.metrics_dropped", Map.of()), dropped);
            dropped = 0;
        }
        try {
            InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
            if (socket == null) {
                socket = new DatagramSocket();
            }
            for (Map.Entry<String, String> gauge : gauges.entrySet()) {
                send(gauge.getKey() + ":" + gauge.getValue() + "|g", to);
            }
            for (Map.Entry<String, Long> counter : counters.entrySet()) {
                send(counter.getKey() + ":" + counter.getValue() + "|c", to);
            }
            trouble = "";
        } catch (IOException e) {
            if (!trouble.equals(e.toString())) {
                LOG.log(
                        Level.WARNING,
                        "metrics cannot be sent to {0}:{1}: {2}",
                        settings.host(),
                        settings.port() + "",
                        e);
            }
            trouble = e.toString();
        }
        counters.clear();
        gauges.clear();
    }

    private void send(String line, InetSocketAddress to) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public synchronized void close() {
        flush();
        if (socket != null) {
            socket.close();
        }
    }
}
