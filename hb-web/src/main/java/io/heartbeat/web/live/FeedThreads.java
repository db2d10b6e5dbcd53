package io.heartbeat.web.live;

import io.heartbeat.clock.TimeSource;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The two threads of the feed: the pump, and the one that writes snapshots, so that a big one holds nobody up. */
final class FeedThreads {
    private static final System.Logger LOG = System.getLogger(FeedThreads.class.getName());
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long HOUSE_MILLIS = 1_000;
    private static final long TICK_MILLIS = 10_000;
    private static final long PING_MILLIS = 25_000;
    private static final long JOIN_MILLIS = 1_000;

    private final FeedRoom room;
    private final TimeSource time;
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopped;
    private long houseAt = Long.MIN_VALUE / 2;
    private long tickAt = Long.MIN_VALUE / 2;
    private long pingAt = Long.MIN_VALUE / 2;

    FeedThreads(FeedRoom room, TimeSource time) {
        this.room = room;
        this.time = time;
    }

    synchronized void start(ThreadFactory factory) {
        if (running.isEmpty() && !stopped) {
            start(factory, "hb-live-pump", this::turn);
            start(factory, "hb-live-snapshots", room::serveOne);
        }
    }

    synchronized void stop() {
        stopped = true;
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        running.clear();
        room.dismiss();
    }

    private interface Work {
        void once() throws InterruptedException;
    }

    private void start(ThreadFactory factory, String name, Work work) {
        Thread thread = factory.newThread(() -> run(name, work));
        thread.setName(name);
        running.add(thread);
        thread.start();
    }

    private void run(String name, Work work) {
        String said = null;
        while (!stopped) {
            try {
                work.once();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException failed) {
                // One line for one kind of failure: the thread goes on, and so may the failure, fifty times a second.
                if (!failed.toString().equals(said)) {
                    said = failed.toString();
                    LOG.log(Level.ERROR, name + " failed and goes on", failed);
                }
            }
        }
    }

    private void turn() throws InterruptedException {
        LockSupport.parkNanos(this, room.watched() ? TURN_NANOS : IDLE_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        room.turn();
        long now = time.steadyMillis();
        if (now - houseAt >= HOUSE_MILLIS) {
            houseAt = now;
            room.keepHouse();
        }
        if (now - tickAt >= TICK_MILLIS) {
            tickAt = now;
            room.tick();
        }
        if (now - pingAt >= PING_MILLIS) {
            pingAt = now;
            room.ping();
        }
    }
}
