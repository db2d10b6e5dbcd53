package io.heartbeat.loghamster;

import io.heartbeat.telemetry.Telemetry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What LogHamster counts, under the names of the original. Thread-safe. */
final class Instruments {
    /** Bytes of all streams that may wait for disks; beyond, a stream that has some waiting reads no more. */
    private static final long MOST_WAITING = 256 << 20;

    private final Telemetry telemetry;
    private final AtomicLong active = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final LongAdder connections;
    private final LongAdder bytes;

    Instruments(Telemetry telemetry) {
        this.telemetry = telemetry;
        telemetry.gauge("loghamster_clients_active", "Clients that are sending a file.", active::get);
        telemetry.gauge("loghamster_clients_connected", "Connections there are.", connected::get);
        telemetry.gauge("loghamster_bytes_waiting", "Bytes received and not yet written.", waiting::get);
        connections = telemetry.counter("loghamster_connections_total", "Connections that were made.");
        bytes = telemetry.counter("loghamster_bytes_received_total", "Bytes of files that were received.");
    }

    /** One more connection, or one less. */
    void connected(int one) {
        connected.addAndGet(one);
        if (one > 0) {
            connections.increment();
        }
    }

    long connected() {
        return connected.get();
    }

    void active(int one) {
        active.addAndGet(one);
    }

    void received(int count) {
        bytes.add(count);
    }

    void waiting(int count) {
        waiting.addAndGet(count);
    }

    /** Whether the server as a whole has too much in hand. */
    boolean crowded() {
        return waiting.get() >= MOST_WAITING;
    }

    /** A connection was turned away. */
    void refused(String reason) {
        telemetry
                .counter("loghamster_refused_total", "Connections and commands that were refused.", "reason", reason)
                .increment();
    }
}
