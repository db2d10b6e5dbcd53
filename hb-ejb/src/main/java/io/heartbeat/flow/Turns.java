package io.heartbeat.flow;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives a feature its turns, one after the other, on a thread of its own: for what takes the disk, the database or the
 * network, which no observer may wait for. A turn that fails is said, and the next one comes all the same.
 *
 * <p>Begun once and ended once, by the feature's observers of the intake's life, which are one thread's.
 */
public final class Turns {
    /** How long a stop waits for the turn under way. */
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private static final System.Logger LOG = System.getLogger(Turns.class.getName());

    private final String thread;
    private final String what;
    private final Duration pause;
    private final Runnable turn;
    private volatile boolean running;
    private Thread worker;

    /**
     * @param thread its name
     * @param what a turn is a round of, for the log
     * @param pause between two turns
     */
    public Turns(String thread, String what, Duration pause, Runnable turn) {
        this.thread = thread;
        this.what = what;
        this.pause = pause;
        this.turn = turn;
    }

    /** Has the turns begin. */
    public void begin(ThreadFactory threads) {
        running = true;
        worker = threads.newThread(this::run);
        worker.setName(thread);
        worker.start();
    }

    /**
     * No turn begins any more; waits up to three seconds for the one under way.
     *
     * @param last is done then, unless nothing had begun, or a turn is still under way
     */
    public void end(Runnable last) {
        running = false;
        if (worker == null) {
            return;
        }
        LockSupport.unpark(worker);
        try {
            worker.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!worker.isAlive()) {
            take(last);
        }
    }

    private void run() {
        while (running) {
            take(turn);
            if (running) {
                LockSupport.parkNanos(pause.toNanos());
                // The container interrupts its threads before it stops us: that ends one pause, and neither all of them
                // nor a connection to the database.
                Thread.interrupted();
            }
        }
    }

    private void take(Runnable one) {
        try {
            one.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a round of " + what + " failed" + (running ? "; the next one goes on" : ""), e);
        }
    }
}
