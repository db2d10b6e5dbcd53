package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.Report;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.link.Link;
import io.heartbeat.agent.link.Presence;
import io.heartbeat.agent.link.Surroundings;
import io.heartbeat.agent.plugin.Plugin;
import io.heartbeat.agent.plugin.PluginRunner;
import io.heartbeat.agent.systemd.ServiceManager;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The running agent: one thread for each server, one for the plugins, and the caller's, which watches over them. A thread
 * that breaks ends the agent, so that whoever supervises it starts it anew.
 */
final class Agent {
    private static final Logger LOG = System.getLogger(Agent.class.getName());
    private static final Duration STATUS_PERIOD = Duration.ofSeconds(10);
    private static final Duration COUNTERS_PERIOD = Duration.ofMinutes(10);
    private static final long TARDY_MILLIS = 10_000;

    private final Surroundings around;
    private final ServiceManager systemd;
    private final List<Link> links = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean makingWay;
    private final Postman postman;
    private final PluginRunner plugins;

    /** @throws IOException when no socket can be had */
    Agent(AgentSettings settings, Collection<Plugin> plugins, Surroundings around, ServiceManager systemd)
            throws IOException {
        this.around = around;
        this.systemd = systemd;
        for (ServerAddress server : settings.servers()) {
            links.add(Link.lasting(settings, server, around));
        }
        postman = new Postman(settings, counters(), links);
        this.plugins =
                new PluginRunner(plugins, settings.plugins(), around.time(), around.counters(), postman::deliver);
    }

    private Counters counters() {
        return around.counters();
    }

    /** Hands a report of the agent itself to every server. */
    void report(Report report) {
        postman.deliver(report);
    }

    /** Whether a server has answered a heartbeat, and not stopped doing so. */
    boolean heard() {
        return links.stream().anyMatch(link -> link.presence() == Presence.HERE);
    }

    /** Begins. The heartbeats go first: what plugins load can wait. */
    void start() {
        links.forEach(link -> start("link-" + link.server(), link));
        start("plugins", plugins);
        systemd.ready();
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((t, e) -> {
            LOG.log(Level.ERROR, "the thread " + t.getName() + " broke; the agent ends", e);
            over.countDown();
        });
        threads.add(thread);
        thread.start();
    }

    /** Has {@link #watch} return: another process is to take this one's place. Callable from any thread. */
    void makeWay() {
        makingWay = true;
        over.countDown();
    }

    /**
     * Stays until a thread breaks: tells the service manager, and with {@code -v} the log, how things are.
     *
     * @return whether the agent is well and was asked to make way
     */
    boolean watch() throws InterruptedException {
        Duration period = systemd.watchdog()
                .map(time -> time.dividedBy(3))
                .filter(time -> time.compareTo(STATUS_PERIOD) < 0)
                .orElse(STATUS_PERIOD);
        long countersAt = around.time().steadyMillis() + COUNTERS_PERIOD.toMillis();
        String told = "";
        while (!over.await(Math.max(1, period.toMillis()), TimeUnit.MILLISECONDS)) {
            if (systemd.watchdog().isPresent() && awake()) {
                systemd.alive();
            }
            String status = status();
            if (systemd.present() && !status.equals(told)) {
                systemd.status(status);
                told = status;
            }
            if (around.time().steadyMillis() >= countersAt) {
                LOG.log(Level.DEBUG, "{0}", counters());
                countersAt = around.time().steadyMillis() + COUNTERS_PERIOD.toMillis();
            }
        }
        return makingWay;
    }

    /** Whether every link's thread made its passes in time. */
    private boolean awake() {
        long now = around.time().steadyMillis();
        return links.stream().allMatch(link -> now - link.awakeBy() < TARDY_MILLIS);
    }

    private String status() {
        long here =
                links.stream().filter(link -> link.presence() == Presence.HERE).count();
        int waiting = links.stream().mapToInt(Link::waiting).sum();
        return here + " of " + links.size() + " servers answer, " + waiting + " reports wait";
    }

    /** Says goodbye to every server and ends; what does not end in time is left behind. */
    void stop(Duration bound) {
        systemd.stopping();
        links.forEach(Link::stop);
        join(bound);
    }

    /** Ends without a word to the servers; what does not end in time is left behind. */
    void leave(Duration bound) {
        links.forEach(Link::leave);
        join(bound);
    }

    private void join(Duration bound) {
        long deadline = around.time().steadyMillis() + bound.toMillis();
        try {
            for (Thread thread : threads.subList(0, links.size())) {
                thread.join(Math.max(1, deadline - around.time().steadyMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
    }
}
