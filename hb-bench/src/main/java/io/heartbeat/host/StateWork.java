package io.heartbeat.host;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Message;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * The server's own host states and timing wheel, without a server: a clock of its own, hosts that send in a random order once
 * in thirty seconds. Stands in this package because what it drives is nobody else's business. Not thread-safe.
 */
public final class StateWork {
    private static final int INTERVAL_SECONDS = 30;
    private static final int TICK_MILLIS = 100;
    private static final int TICKS = INTERVAL_SECONDS * 1000 / TICK_MILLIS;

    private final String[] names;
    private final SteppedTime time = new SteppedTime();
    private final TransitionQueue transitions = new TransitionQueue(new Telemetry(time));
    private final HostStates states;
    private final Arrivals arrivals = new Arrivals();
    private long beatNanos;
    private long turnNanos;

    /** A clock that goes on when told. */
    private static final class SteppedTime implements TimeSource {
        private long millis = 1_795_248_000_000L;

        @Override
        public Instant wall() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public long steadyMillis() {
            return millis;
        }
    }

    /** One heartbeat for all; the name that counts is the event's. */
    private static final class Arrivals {
        private final InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
        private final Message message = message();

        BeatReceived of(String host, long millis) {
            return new BeatReceived(host, new Arrival(millis * 1000, source, false), message);
        }

        private static Message message() {
            byte[] json = ("{\"ID\":\"HTB\",\"name\":\"host\",\"interval\":" + INTERVAL_SECONDS
                            + ",\"seq\":1,\"time\":1795248000.1,\"rtt\":0.4,\"version\":\"1.0.0\"}")
                    .getBytes(StandardCharsets.UTF_8);
            Codec codec = new Codec();
            codec.decode(json, 0, json.length);
            return codec.message();
        }
    }

    /**
     * @param hosts how many
     */
    public StateWork(int hosts) {
        names = new String[hosts];
        for (int i = 0; i < hosts; i++) {
            names[i] = "host-" + i;
        }
        Random random = new Random(7);
        for (int i = hosts - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            String name = names[i];
            names[i] = names[other];
            names[other] = name;
        }
        HostSettings settings = new HostSettings(Duration.ofSeconds(INTERVAL_SECONDS), 2, List.of());
        states = new HostStates(settings, time, new Lanes(), new Unheard<>(), transitions);
    }

    /** Lets thirty seconds pass in which every host sends once, the wheel turning ten times a second. */
    public void interval() {
        for (int tick = 0; tick < TICKS; tick++) {
            time.millis += TICK_MILLIS;
            long begin = System.nanoTime();
            int end = (int) ((long) names.length * (tick + 1) / TICKS);
            for (int i = (int) ((long) names.length * tick / TICKS); i < end; i++) {
                states.beat(arrivals.of(names[i], time.millis));
            }
            long beaten = System.nanoTime();
            states.turnWheel();
            beatNanos += beaten - begin;
            turnNanos += System.nanoTime() - beaten;
            transitions.rest();
        }
    }

    /** Forgets the times measured so far. */
    public void clear() {
        beatNanos = 0;
        turnNanos = 0;
    }

    /** Nanoseconds spent on heartbeats since {@link #clear}. */
    public long beatNanos() {
        return beatNanos;
    }

    /** Nanoseconds spent on turning the wheel since {@link #clear}. */
    public long turnNanos() {
        return turnNanos;
    }

    /** How many hosts are up; all, when it works. */
    public long up() {
        return states.all().stream()
                .filter(host -> host.status() == HostStatus.UP)
                .count();
    }
}
