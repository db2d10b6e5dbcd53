package io.heartbeat.pump.sender.heartbeat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.PeerSocket;
import io.heartbeat.wire.loghamster.Accepted;
import io.heartbeat.wire.loghamster.Dialogue;
import io.heartbeat.wire.loghamster.Init;
import io.heartbeat.wire.loghamster.RefusedException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection that has a stream. For one thread. */
final class Talk implements Closeable {
    private static final int GREETINGS = 10;

    private final PeerSocket socket;
    private final InputStream in;
    private final Accepted accepted;

    /**
     * Goes through the dialogue.
     *
     * @throws IOException when the server refuses, or is none that acknowledges
     */
    Talk(PeerSocket socket, Init init) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.in(), 4_096);
        String id = null;
        for (int i = 0; id == null && i < GREETINGS; i++) {
            id = Dialogue.streamIdOf(Dialogue.readLine(in));
        }
        if (id == null) {
            throw new IOException("it does not speak as a LogHamster receiver");
        }
        byte[] wish = init.line().getBytes(StandardCharsets.UTF_8);
        socket.write(wish, 0, wish.length);
        this.accepted = answer();
        if (accepted.offset().isEmpty()) {
            throw new IOException(
                    "it does not acknowledge, so it is no hbd; the original LogHamster cannot be a target");
        }
    }

    /** A server may have said its id once more in the meantime. */
    private Accepted answer() throws IOException {
        String line = Dialogue.readLine(in);
        while (Dialogue.streamIdOf(line) != null) {
            line = Dialogue.readLine(in);
        }
        try {
            return Accepted.parse(line);
        } catch (RefusedException e) {
            throw new IOException("it refuses: " + e.getMessage(), e);
        }
    }

    /** Bytes of the stream that the server has. */
    long stored() {
        return accepted.offset().orElseThrow();
    }

    /** Print of the last of them. */
    String tail() {
        return accepted.tail();
    }

    void send(byte[] bytes, int from) throws IOException {
        socket.write(bytes, from, bytes.length - from);
    }

    /**
     * Waits until everything before this offset is synced.
     *
     * @param patience how long the server may go without any progress; a full disk has it say so for ever
     */
    void awaitStored(long upTo, Duration patience, TimeSource time) throws IOException {
        long stored = stored();
        long since = time.steadyMillis();
        while (stored < upTo) {
            String line = Dialogue.readLine(in);
            long ack = Dialogue.ackOf(line);
            if (ack < 0) {
                throw new IOException("it says: " + line);
            }
            if (ack > stored) {
                stored = ack;
                since = time.steadyMillis();
            } else if (time.steadyMillis() - since > patience.toMillis()) {
                throw new IOException("it stored nothing for " + patience.toSeconds() + " s: its disk may be full");
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
