package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.link.Greeting;
import io.heartbeat.agent.link.Surroundings;
import io.heartbeat.agent.plugin.Plugins;
import io.heartbeat.agent.systemd.ServiceManager;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.settings.Settings.Loaded;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code hbc} does once its settings stand; each method answers the exit code. */
final class Errand {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP_BOUND = Duration.ofSeconds(1);

    private final AgentSettings settings;
    private final Map<String, String> environment;
    private final Path file;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Counters counters = new Counters();

    /** @param file the configuration, which may have a {@code pump} in it; null for the defaults */
    Errand(AgentSettings settings, Map<String, String> environment, Path file, PrintWriter out, PrintWriter err) {
        this.settings = settings;
        this.environment = environment;
        this.file = file;
        this.out = out;
        this.err = err;
    }

    /** One heartbeat to each server. */
    int sendText(Greeting greeting) throws IOException {
        boolean answered =
                OneShot.send(settings, greeting, surroundings(), ANSWER_PATIENCE, line -> err.println("hbc: " + line));
        return answered ? ExitCode.OK : ExitCode.FAILED;
    }

    /**
     * Starts the process in the background; in that process, runs the agent.
     *
     * @param arguments those of this command
     */
    int goToBackground(Plugins plugins, boolean verbose, List<String> arguments)
            throws IOException, InterruptedException {
        if (!environment.containsKey(Daemon.MARK)) {
            return new Daemon(settings.stateDir(), out, err).start(arguments);
        }
        Path file = Daemon.pidFile(settings.stateDir());
        try (PidFile pidFile = PidFile.take(file).orElse(null)) {
            if (pidFile == null) {
                err.println("hbc: another one runs already, see " + file);
                return ExitCode.FAILED;
            }
            pidFile.write(ProcessHandle.current().pid());
            return stay(plugins, verbose);
        }
    }

    /** Runs the agent until a signal ends the process, or a thread breaks. */
    int stay(Plugins plugins, boolean verbose) throws IOException, InterruptedException {
        ServiceManager systemd =
                new ServiceManager(environment, ProcessHandle.current().pid());
        Agent agent = new Agent(settings, plugins.chosen(settings.plugins()), surroundings(), systemd);
        Optional<PumpWork> pump = startPump(systemd);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent, pump, verbose), "end"));
        agent.start();
        System.getLogger(Errand.class.getName()).log(Level.INFO, "{0} sends heartbeats", settings.name());
        agent.watch();
        return ExitCode.FAILED;
    }

    /** What stands under {@code pump} runs in the same process; its HUP reads that part of the file anew. */
    private Optional<PumpWork> startPump(ServiceManager systemd) throws IOException {
        Optional<PumpConfig> config = ConfigFile.pump(file, environment).map(Loaded::value);
        if (config.isEmpty()) {
            return Optional.empty();
        }
        PumpWork work = new PumpWork(
                config.get(), () -> ConfigFile.pump(file, environment).orElseThrow(), systemd);
        work.start(config.get());
        Thread watching = new Thread(() -> endWith(work), "pump-end");
        watching.setDaemon(true);
        watching.start();
        return Optional.of(work);
    }

    private static void endWith(PumpWork work) {
        try {
            work.broken().await();
            System.exit(ExitCode.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log is closed by a hook of its own at this time: what is to be seen goes to standard error. */
    private void end(Agent agent, Optional<PumpWork> pump, boolean verbose) {
        agent.stop(STOP_BOUND);
        pump.ifPresent(PumpWork::stop);
        if (verbose) {
            err.println("hbc: " + counters);
            err.flush();
        }
    }

    private Surroundings surroundings() {
        return new Surroundings(TimeSource.SYSTEM, counters, InetAddress::getAllByName, work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
