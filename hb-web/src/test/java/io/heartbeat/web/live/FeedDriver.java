package io.heartbeat.web.live;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.protocol.Codec;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A running feed on the machine's clocks, for tests of what stands around it. */
public final class FeedDriver implements AutoCloseable {
    private final Fleet fleet = new Fleet(TimeSource.SYSTEM);
    private final Telemetry telemetry = new Telemetry(TimeSource.SYSTEM);
    private final LiveFeed feed = new LiveFeed(
            fleet.states(),
            fleet.reports(),
            fleet.transitions(),
            fleet.alerts(),
            fleet.tags(),
            TimeSource.SYSTEM,
            telemetry);
    private final Codec codec = new Codec();

    /** Starts the feed. */
    public FeedDriver() {
        feed.start(Thread::new);
    }

    /** The feed. */
    public LiveFeed feed() {
        return feed;
    }

    /** Watchers now. */
    public double clients() {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals("hbd_live_clients"))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    /** A heartbeat goes its way. */
    public void beat(String host, String text) {
        fleet.beat(host, 1.5);
        byte[] json = ("{\"ID\":\"HTB\",\"name\":\"" + host + "\",\"msg\":\"" + text + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        if (codec.decode(json, 0, json.length) != null) {
            throw new AssertionError("not accepted: " + text);
        }
        InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        long micros = TimeSource.SYSTEM.wall().toEpochMilli() * 1_000;
        feed.beat(new BeatReceived(host, new Arrival(micros, source, false), codec.message()));
    }

    @Override
    public void close() {
        feed.stop();
    }
}
