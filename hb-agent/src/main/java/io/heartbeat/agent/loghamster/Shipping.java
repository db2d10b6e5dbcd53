package io.heartbeat.agent.loghamster;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The thread of one file. */
final class Shipping implements Runnable {
    private static final System.Logger LOG = System.getLogger(Shipping.class.getName());
    private static final Duration FAREWELL = Duration.ofMillis(1_500);
    private static final Duration BROKEN = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 10_000_000;

    private final FileSender sender;
    private final boolean mayEnd;
    private final TimeSource time;
    private final Thread thread;
    private volatile boolean stopping;

    /** @param mayEnd whether it ends when the file is gone and all of it has arrived */
    Shipping(FileSender sender, boolean mayEnd, TimeSource time) {
        this.sender = sender;
        this.mayEnd = mayEnd;
        this.time = time;
        thread = new Thread(this, "loghamster-" + sender.file().path().getFileName());
        thread.setDaemon(true);
    }

    /** Takes hold of the file, and then ships it. */
    void start() {
        sender.begin();
        thread.start();
    }

    boolean over() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    void watch() {
        sender.watch();
    }

    boolean older(Path path) {
        return sender.file().older(path);
    }

    @Override
    public void run() {
        try (sender) {
            while (!stopping && !(mayEnd && gone())) {
                LockSupport.parkNanos(pass());
            }
            farewell();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}: {1}", sender.file().path(), e.getMessage());
        }
    }

    private boolean gone() {
        return sender.finished() && !Files.exists(sender.file().path());
    }

    private long pass() {
        try {
            return sender.pass();
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "shipping " + sender.file().path() + " broke; it goes on soon", broken);
            return BROKEN.toNanos();
        }
    }

    private void farewell() {
        long deadline = time.steadyMillis() + FAREWELL.toMillis();
        sender.wrapUp();
        while (sender.owed() && time.steadyMillis() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            sender.wrapUp();
        }
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    void join() {
        try {
            thread.join(FAREWELL.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
