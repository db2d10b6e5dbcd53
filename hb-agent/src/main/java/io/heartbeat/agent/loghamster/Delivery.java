package io.heartbeat.agent.loghamster;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.Generation;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * One generation on its way over one session: how far it was sent, and how far the server has confirmed it. For one thread, but
 * {@link #watch}.
 */
final class Delivery implements Closeable {
    private static final long UNCONFIRMED = 64 << 20;

    private final Session session;
    private final Generation generation;
    private final Duration confirm;
    private final TimeSource time;
    private final long begun;
    private long sent;
    private long confirmAt;
    private boolean over;

    /**
     * @param from where both ends agreed to begin
     * @param confirm after which time an original server is asked to confirm
     */
    Delivery(Session session, Generation generation, long from, Duration confirm, TimeSource time) {
        this.session = session;
        this.generation = generation;
        this.confirm = confirm;
        this.time = time;
        this.begun = from;
        this.sent = from;
    }

    boolean of(Generation other) {
        return generation == other;
    }

    /** Up to where it was sent. */
    long sent() {
        return sent;
    }

    /** Whether not all of that is confirmed. */
    boolean owed() {
        return generation.offset() < sent;
    }

    /** Sends a part; answers how much of it went, fewer when the file is shorter by now. */
    long send(long count) throws IOException {
        long gone = session.send(generation.channel(), sent, count);
        if (sent == begun && gone > 0) {
            confirmAt = time.steadyMillis() + confirm.toMillis();
        }
        sent += gone;
        return gone;
    }

    /** Whether the server confirms at the end only, and something was sent. */
    boolean confirmedAtTheEnd() {
        return !session.resumable() && sent > begun;
    }

    /** Whether such a server should be asked now, though the file may go on. */
    boolean confirmDue() {
        return generation.retired() || time.steadyMillis() >= confirmAt;
    }

    /** Whether so much went to such a server that it is asked before more goes. */
    boolean muchUnconfirmed() {
        return !session.resumable() && sent - begun >= UNCONFIRMED;
    }

    /** Takes what the server has acknowledged; answers whether the generation's offset moved. */
    boolean hear() {
        long before = generation.offset();
        if (session.resumable() && session.acknowledged() > before) {
            generation.acknowledge(session.acknowledged());
        }
        if (session.ended() && session.done() >= 0 && !session.resumable()) {
            generation.acknowledge(Math.max(before, Math.min(sent, begun + session.done())));
            over = true;
        }
        return generation.offset() > before;
    }

    /** Whether the server has said its last word. */
    boolean over() {
        return over;
    }

    /** @throws IOException when the connection is no more */
    void check() throws IOException {
        session.check();
    }

    /** Says that there is no more; true when there is nothing to wait for, for everything is confirmed as it comes. */
    boolean end() throws IOException {
        if (session.resumable() || sent == begun) {
            return true;
        }
        session.end();
        return false;
    }

    /** Whether {@link #end} was said, and the answer is waited for. */
    boolean ending() {
        return session.ended();
    }

    /** Gives a server up that owes an answer and is silent; from another thread. */
    void watch() {
        session.watch();
    }

    @Override
    public void close() {
        session.close();
    }
}
