package io.heartbeat.ingest;

import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.LongAdder;

/**
 * Acknowledges heartbeats at once, by the socket they came in: the agent measures its round trip by it. Never longer than
 * the request, and limited per host, so that a forged source address floods nobody. One per worker, not thread-safe.
 */
final class Replies {
    private final DatagramChannel channel;
    private final MessageWriter writer = new MessageWriter();
    private final byte[] bytes = new byte[1024];
    private final byte[] payload = new byte[512];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private final LongAdder sent;
    private final LongAdder suppressed;
    private final LongAdder failed;

    Replies(DatagramChannel channel, Telemetry telemetry) {
        this.channel = channel;
        sent = telemetry.counter("hbd_acks_sent_total", "Heartbeats acknowledged.");
        suppressed = telemetry.counter(
                "hbd_acks_suppressed_total", "Heartbeats not acknowledged because their host had its share already.");
        failed = telemetry.counter("hbd_acks_failed_total", "Acknowledgements and commands the network did not take.");
    }

    /**
     * @param length bytes of the datagram to answer, as it came
     * @param stamp steady clock at its reception, nanoseconds
     */
    void acknowledge(Admitted host, Message request, int length, long stamp, InetSocketAddress source, Seals seals) {
        if (!host.mayAcknowledge(stamp)) {
            suppressed.increment();
            return;
        }
        int size = compose(request, length, seals);
        if (size == 0) {
            suppressed.increment();
            return;
        }
        try {
            channel.send(buffer.clear().limit(size), source);
            sent.increment();
        } catch (IOException | RuntimeException e) {
            // Unreachable, unresolved, or closed by now: the agent counts the missing answer itself.
            failed.increment();
        }
    }

    /**
     * Sends a message of our own to a host that has just signed, sealed with the same key.
     *
     * @return whether the network took it
     */
    boolean tell(byte[] message, InetSocketAddress source, Seals seals) {
        byte[] frame = new byte[seals.overhead() + message.length];
        try {
            int length = seals.seal(message, message.length, frame);
            return channel.send(ByteBuffer.wrap(frame, 0, length), source) == length;
        } catch (IOException | RuntimeException e) {
            failed.increment();
            return false;
        }
    }

    /** Puts the answer into {@code bytes}; its length, 0 when there is none that is short enough. */
    private int compose(Message request, int length, Seals seals) {
        if (!seals.sealed()) {
            return writer.ack(request, Math.min(length, request.length()), bytes);
        }
        int room = length - seals.overhead();
        int size = writer.ack(request, Math.min(room, request.length()), payload);
        return size == 0 ? 0 : seals.seal(payload, size, bytes);
    }
}
