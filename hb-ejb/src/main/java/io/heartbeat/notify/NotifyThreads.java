package io.heartbeat.notify;

import io.heartbeat.alert.AlertChanged;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gives the post office its threads while the intake is open: one that plans, and for each channel those that send. */
@ApplicationScoped
public class NotifyThreads {
    /** Before alerts begin to change, and after their numbers are known. */
    private static final int BEFORE_ALERTS = 900;

    private static final System.Logger LOG = System.getLogger(NotifyThreads.class.getName());
    private static final long PAUSE_MILLIS = 250;
    private static final long IDLE_MILLIS = 1_000;
    private static final long CLOSING_MILLIS = 3_000;

    @Resource
    ManagedThreadFactory factory;

    @Resource
    ManagedExecutorService executor;

    /** At the start; a reload replaces it. */
    @Inject
    volatile NotifySettings settings;

    @Inject
    Audience audience;

    @Inject
    News news;

    @Inject
    Outbox outbox;

    @Inject
    TimeSource time;

    @Inject
    Telemetry telemetry;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile PostOffice office;
    private volatile boolean running;
    private volatile Thread planning;

    synchronized void starting(@Observes @Priority(BEFORE_ALERTS) IntakeStarting event) {
        PostOffice opened = new PostOffice(settings, audience, news, outbox, new Http(executor, time), time, telemetry);
        try {
            opened.begin();
        } catch (SQLException e) {
            throw new IllegalStateException("the notifications cannot be read from the database", e);
        }
        office = opened;
    }

    synchronized void opened(@Observes IntakeOpened event) {
        running = true;
        if (settings.configured()) {
            LOG.log(
                    Level.INFO,
                    "people are told by {0}",
                    String.join(", ", settings.channels().keySet()));
        }
        planning = start("hb-notify", () -> plan(office));
        office.couriers().forEach(this::staff);
    }

    /** Channels, routes, templates and the rest hold from now on; what is under way ends as it began. */
    synchronized void reloaded(@Observes SettingsReloaded<NotifySettings> event) {
        settings = event.settings();
        if (office == null) {
            return;
        }
        List<Courier> fresh = office.settle(settings);
        if (running) {
            fresh.forEach(this::staff);
        }
        threads.removeIf(thread -> !thread.isAlive());
        LOG.log(
                Level.INFO,
                "people are told by {0} now",
                String.join(", ", settings.channels().keySet()));
    }

    private void staff(Courier courier) {
        for (int i = 0; i < courier.channel().concurrency(); i++) {
            start("hb-notify-" + courier.channel().name(), () -> send(courier));
        }
    }

    /** News: the planner need not wait for its turn. */
    void changed(@Observes AlertChanged event) {
        LockSupport.unpark(planning);
    }

    /** A letter under way is not waited for longer than a stop may take; it is sent again at the next start. */
    synchronized void closed(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) IntakeClosed event) {
        running = false;
        threads.forEach(LockSupport::unpark);
        long until = time.steadyMillis() + CLOSING_MILLIS;
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, until - time.steadyMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    /** Whether news is planned; before the start nobody knows, and nothing is amiss. */
    public boolean well() {
        PostOffice now = office;
        return now == null || !running || now.well() && planning.isAlive();
    }

    PostOffice office() {
        return office;
    }

    /** What holds now. */
    NotifySettings settings() {
        return settings;
    }

    private Thread start(String name, Runnable work) {
        Thread thread = factory.newThread(work);
        thread.setName(name);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private void plan(PostOffice open) {
        while (running) {
            try {
                open.plan();
            } catch (SQLException | RuntimeException e) {
                telemetry.report(new NotificationsNotStored("planned", e));
            }
            pause(IDLE_MILLIS);
        }
    }

    private void send(Courier courier) {
        while (running && !courier.done()) {
            boolean sent = false;
            try {
                sent = office.waits(courier.channel().name()) && courier.turn();
            } catch (SQLException | RuntimeException e) {
                telemetry.report(new NotificationsNotStored("sent", e));
            }
            if (!sent) {
                pause(PAUSE_MILLIS);
            }
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        // The container interrupts its threads before it stops us: that ends one pause, and no statement of the next
        // round.
        Thread.interrupted();
    }
}
