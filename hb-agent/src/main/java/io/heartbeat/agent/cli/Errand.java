package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.cli.ConfigFile.Configured;
import io.heartbeat.agent.link.Greeting;
import io.heartbeat.agent.link.Surroundings;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code hbc} does once its settings stand; each method answers the exit code. */
final class Errand {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    private final Configured configured;
    private final AgentSettings settings;
    private final Map<String, String> environment;
    private final Path file;
    private final PrintWriter out;
    private final PrintWriter err;

    /** @param file the configuration, which may have a {@code pump} in it; null for the defaults */
    Errand(Configured configured, Map<String, String> environment, Path file, PrintWriter out, PrintWriter err) {
        this.configured = configured;
        this.settings = configured.agent();
        this.environment = environment;
        this.file = file;
        this.out = out;
        this.err = err;
    }

    /** One heartbeat to each server. */
    int sendText(Greeting greeting) throws IOException {
        Surroundings around =
                new Surroundings(TimeSource.SYSTEM, new Counters(), InetAddress::getAllByName, Stay::inBackground);
        boolean answered =
                OneShot.send(settings, greeting, around, ANSWER_PATIENCE, line -> err.println("hbc: " + line));
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
            return new Stay(configured, environment, this.file, arguments, err).run(verbose, pidFile);
        }
    }

    /** Runs the agent until a signal ends the process, a thread breaks, or another version takes over. */
    int stay(boolean verbose, List<String> arguments) throws IOException, InterruptedException {
        return new Stay(configured, environment, file, arguments, err).run(verbose, null);
    }
}
