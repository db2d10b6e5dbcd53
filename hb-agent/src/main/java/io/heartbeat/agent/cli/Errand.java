package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.cli.ConfigFile.Configured;
import io.heartbeat.agent.link.Greeting;
import io.heartbeat.agent.link.Surroundings;
import io.heartbeat.agent.loghamster.HamsterSettings;
import io.heartbeat.agent.plugin.Plugins;
import io.heartbeat.agent.systemd.ServiceManager;
import io.heartbeat.clock.TimeSource;
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
    private static final System.Logger LOG = System.getLogger(Errand.class.getName());
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP_BOUND = Duration.ofSeconds(1);

    private final AgentSettings settings;
    private final Plugins plugins;
    private final Optional<HamsterSettings> shipped;
    private final Map<String, String> environment;
    private final Path file;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Counters counters = new Counters();

    /** @param file the configuration, which may have a {@code pump} in it; null for the defaults */
    Errand(Configured configured, Map<String, String> environment, Path file, PrintWriter out, PrintWriter err) {
        this.settings = configured.agent();
        this.plugins = configured.plugins();
        this.shipped = configured.shipped();
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
    int goToBackground(boolean verbose, List<String> arguments) throws IOException, InterruptedException {
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
            return stay(verbose);
        }
    }

    /** Runs the agent until a signal ends the process, or a thread breaks. */
    int stay(boolean verbose) throws IOException, InterruptedException {
        ServiceManager systemd =
                new ServiceManager(environment, ProcessHandle.current().pid());
        Agent agent = new Agent(settings, plugins.chosen(settings.plugins()), surroundings(), systemd);
        Shipping shipping = Shipping.of(shipped, file, environment, systemd);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent, shipping, verbose), "end"));
        agent.start();
        if (!settings.servers().isEmpty()) {
            LOG.log(Level.INFO, "{0} sends heartbeats", settings.name());
        }
        shipping.start();
        agent.watch();
        return ExitCode.FAILED;
    }

    /** The log is closed by a hook of its own at this time: what is to be seen goes to standard error. */
    private void end(Agent agent, Shipping shipping, boolean verbose) {
        agent.stop(STOP_BOUND);
        shipping.close();
        if (verbose) {
            err.println("hbc: " + counters + shipping.said());
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
