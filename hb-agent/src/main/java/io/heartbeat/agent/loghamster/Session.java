package io.heartbeat.agent.loghamster;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.wire.loghamster.Accepted;
import io.heartbeat.wire.loghamster.Dialogue;
import io.heartbeat.wire.loghamster.Init;
import io.heartbeat.wire.loghamster.RefusedException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection that has a stream. One thread sends; another, which begins with it, hears what the server says.
 */
final class Session implements Closeable {
    private static final int HANDSHAKE_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An original server says nothing until the end; what it owes is that the connection takes bytes. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

    private final Transport transport;
    private final InputStream in;
    private final TimeSource time;
    private final Accepted accepted;
    private volatile long acknowledged;
    private volatile long done = -1;
    private volatile long sent;
    private volatile long heardAt;
    private volatile boolean sending;
    private volatile boolean ended;
    private volatile IOException broken;

    /**
     * Goes through the dialogue.
     *
     * @throws RefusedException with the server's words
     */
    Session(Transport transport, Init init, TimeSource time) throws IOException, RefusedException {
        this.transport = transport;
        this.time = time;
        try {
            transport.timeout(HANDSHAKE_MILLIS);
            in = new BufferedInputStream(transport.in(), 4_096);
            String id = null;
            for (int i = 0; id == null && i < 10; i++) {
                id = Dialogue.streamIdOf(Dialogue.readLine(in));
            }
            if (id == null) {
                throw new IOException("it does not speak as a LogHamster server");
            }
            transport.write(init.line().getBytes(StandardCharsets.UTF_8));
            accepted = answer();
            sent = accepted.offset().orElse(0);
            acknowledged = sent;
            heardAt = time.steadyMillis();
            // No limit from here on: for a read that has one, Java makes the socket non-blocking, and sendfile then
            // gives up.
            transport.timeout(0);
            if (accepted.deflate()) {
                transport.deflate();
            }
        } catch (IOException | RefusedException | RuntimeException failure) {
            transport.close();
            throw failure;
        }
    }

    /** A server may have said its id once more in the meantime. */
    private Accepted answer() throws IOException, RefusedException {
        String line = Dialogue.readLine(in);
        while (Dialogue.streamIdOf(line) != null) {
            line = Dialogue.readLine(in);
        }
        return Accepted.parse(line);
    }

    /** Begins to hear. */
    void start(String name) {
        Thread thread = new Thread(this::hear, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void hear() {
        try {
            while (true) {
                heard(Dialogue.readLine(in));
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private synchronized void giveUp(IOException why) {
        broken = broken == null ? why : broken;
        close();
    }

    /** Gives a server up that owes an answer and is silent; for a third thread, for the two may hang. */
    void watch() {
        if (time.steadyMillis() - heardAt > patience().toMillis() && owes()) {
            giveUp(new IOException("no answer for " + patience().toSeconds() + " s"));
        }
    }

    private Duration patience() {
        return resumable() ? PATIENCE : LONG_PATIENCE;
    }

    private boolean owes() {
        return sending || ended || resumable() && acknowledged < sent;
    }

    private void heard(String line) {
        heardAt = time.steadyMillis();
        long ack = Dialogue.ackOf(line);
        if (ack >= 0 && resumable()) {
            acknowledged = Math.max(acknowledged, Math.min(ack, sent));
        } else if (ended && done < 0) {
            done = Dialogue.doneOf(line);
        }
    }

    /** What the server said to the INIT. */
    Accepted accepted() {
        return accepted;
    }

    /** Whether the server speaks the extension. */
    boolean resumable() {
        return accepted.offset().isPresent();
    }

    /** Sends a part of a file; answers how much of it went, fewer when the file is shorter by now. */
    long send(FileChannel file, long from, long count) throws IOException {
        check();
        sending = true;
        if (acknowledged >= sent) {
            heardAt = time.steadyMillis();
        }
        sent = from + count;
        try {
            long gone = transport.send(file, from, count);
            sent = from + gone;
            return gone;
        } catch (IOException e) {
            throw broken == null ? e : new IOException(broken.getMessage(), e);
        } finally {
            sending = false;
        }
    }

    /** Everything before this offset is on the server's disk. */
    long acknowledged() {
        return acknowledged;
    }

    /** Says that there is no more. */
    void end() throws IOException {
        if (!ended) {
            heardAt = time.steadyMillis();
            ended = true;
            transport.end();
        }
    }

    /** Whether {@link #end} was said. */
    boolean ended() {
        return ended;
    }

    /** How many bytes the server took, as it says at the end; -1 as long as it does not. */
    long done() {
        return done;
    }

    /** @throws IOException when the connection is no more */
    void check() throws IOException {
        IOException cause = broken;
        if (cause != null && done < 0) {
            throw new IOException(cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
