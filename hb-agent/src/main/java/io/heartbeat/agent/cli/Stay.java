package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.Report;
import io.heartbeat.agent.Result;
import io.heartbeat.agent.Version;
import io.heartbeat.agent.cli.ConfigFile.Configured;
import io.heartbeat.agent.cli.Upgrading.Ready;
import io.heartbeat.agent.command.Obedience;
import io.heartbeat.agent.link.Surroundings;
import io.heartbeat.agent.systemd.ServiceManager;
import io.heartbeat.agent.upgrade.Home;
import io.heartbeat.agent.upgrade.Trial;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An agent that stays: runs until a signal ends the process or a thread breaks; stands aside for a new version that is tried, and
 * ends when that one has taken over. One run each.
 */
final class Stay {
    private static final Logger LOG = System.getLogger(Stay.class.getName());
    private static final Duration STOP_BOUND = Duration.ofSeconds(1);
    private static final int ORDERS_WAITING = 64;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Configured configured;
    private final AgentSettings settings;
    private final Map<String, String> environment;
    private final Path file;
    private final PrintWriter err;
    private final Counters counters = new Counters();
    private final ServiceManager systemd;
    private final Upgrading upgrading;
    private final Handover handover;
    private final Obedience obedience;
    private volatile Agent agent;
    private volatile Shipping shipping;

    /**
     * @param file the configuration; null for the defaults
     * @param arguments of this command, for the process of a new version
     */
    Stay(Configured configured, Map<String, String> environment, Path file, List<String> arguments, PrintWriter err) {
        this.configured = configured;
        this.settings = configured.agent();
        this.environment = environment;
        this.file = file;
        this.err = err;
        systemd = new ServiceManager(environment, ProcessHandle.current().pid());
        upgrading = new Upgrading(
                configured.upgrades(),
                () -> Home.of(System.getProperty("java.class.path")),
                systemd.present() || environment.containsKey(Daemon.MARK),
                Version.current());
        handover = new Handover(
                settings.stateDir(), arguments, configured.upgrades().patience(), systemd);
        obedience = new Obedience(
                configured.allowed(),
                settings.stateDir().resolve("orders"),
                upgrading,
                TimeSource.SYSTEM,
                counters,
                new ThreadPoolExecutor(
                        0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(ORDERS_WAITING), Stay::daemon),
                Stay::inBackground);
    }

    /** Runs what may take its time on a thread of its own, which keeps no process from ending. */
    static void inBackground(Runnable work) {
        daemon(work).start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs the agent.
     *
     * @param pidFile of an agent in the background, which is lent to a version on trial; null in the foreground
     * @return the exit code
     */
    int run(boolean verbose, PidFile pidFile) throws IOException, InterruptedException {
        Thread hook = new Thread(() -> end(verbose), "end");
        Runtime.getRuntime().addShutdownHook(hook);
        begin();
        proveMyself();
        while (agent.watch()) {
            agent.leave(STOP_BOUND);
            shipping.close();
            if (pidFile != null) {
                pidFile.close();
            }
            Ready ready = upgrading.ready();
            if (handover.attempt(upgrading, ready)) {
                obedience.finished(
                        ready.order(),
                        Result.ok("version " + Version.current() + " gave way to "
                                + ready.order().version()));
                Runtime.getRuntime().removeShutdownHook(hook);
                return ExitCode.OK;
            }
            goOn(ready);
            if (pidFile != null) {
                pidFile = PidFile.take(Daemon.pidFile(settings.stateDir())).orElse(pidFile);
                pidFile.write(ProcessHandle.current().pid());
            }
            begin();
        }
        return ExitCode.FAILED;
    }

    private void goOn(Ready ready) throws IOException {
        upgrading.discard(ready);
        obedience.finished(
                ready.order(),
                Result.failed("version " + ready.order().version() + " showed no answered heartbeat within "
                        + configured.upgrades().patience().toSeconds() + " s; version " + Version.current()
                        + " goes on"));
    }

    private void begin() throws IOException {
        Surroundings around =
                new Surroundings(TimeSource.SYSTEM, counters, InetAddress::getAllByName, Stay::inBackground, obedience);
        Agent next = new Agent(settings, configured.plugins().chosen(settings.plugins()), around, systemd);
        shipping = Shipping.of(configured.shipped(), file, environment, systemd);
        agent = next;
        upgrading.whenReady(next::makeWay);
        next.start();
        if (settings.key().isPresent() && !settings.servers().isEmpty()) {
            Map<String, Object> told = configured.allowed().told(Version.current());
            next.report(new Report("agent", TimeSource.SYSTEM.wall(), told, true));
        }
        if (!settings.servers().isEmpty()) {
            LOG.log(Level.INFO, "{0} sends heartbeats", settings.name());
        }
        shipping.start();
    }

    /** A version on trial has the next ten minutes for showing its first answered heartbeat; who waits waits much shorter. */
    private void proveMyself() {
        String proof = environment.getOrDefault(Trial.PROOF, "");
        Agent mine = agent;
        if (proof.isEmpty()) {
            return;
        }
        inBackground(() -> {
            long deadline = TimeSource.SYSTEM.steadyMillis() + TimeUnit.MINUTES.toMillis(10);
            while (!mine.heard() && TimeSource.SYSTEM.steadyMillis() < deadline) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            try {
                if (mine.heard()) {
                    Trial.pass(Path.of(proof), Version.current());
                }
            } catch (IOException e) {
                LOG.log(Level.WARNING, "on trial, and cannot say that all is well: {0}", e.toString());
            }
        });
    }

    /** The log is closed by a hook of its own at this time: what is to be seen goes to standard error. */
    private void end(boolean verbose) {
        handover.end();
        Agent running = agent;
        Shipping shipped = shipping;
        if (running == null || shipped == null) {
            return; // the signal came before the start
        }
        running.stop(STOP_BOUND);
        shipped.close();
        if (verbose) {
            err.println("hbc: " + counters + shipped.said());
            err.flush();
        }
    }
}
