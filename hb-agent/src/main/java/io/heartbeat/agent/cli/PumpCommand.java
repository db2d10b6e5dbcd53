package io.heartbeat.agent.cli;

import io.heartbeat.agent.systemd.ServiceManager;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.settings.Problem;
import io.heartbeat.settings.Settings.Loaded;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code hbc pump}. */
@Command(
        name = "pump",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Ships the journal to where logs are kept; runs a configuration of journalpump unchanged.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hbc pump /etc/journalpump.json           ship until TERM; HUP reads the file anew",
            "  hbc pump --check-config journalpump.json say what is wrong with it, end",
            "  hbc pump --status journalpump.json       say how far it came"
        })
final class PumpCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--check-config", description = "read the configuration, say what is wrong, end")
    private boolean check;

    @Option(names = "--status", description = "say how far everything came, from the state file, end")
    private boolean status;

    @Option(
            names = {"-v", "--verbose"},
            description = "log more than log_level says")
    private boolean verbose;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "JSON or YAML; else `pump` of ~/.hbc.yaml or /etc/heartbeat/hbc.yaml")
    private Path file;

    private final Map<String, String> environment = System.getenv();

    /** For picocli. */
    PumpCommand() {}

    @Override
    public Integer call() throws Exception {
        Logger held = LogOutput.configure(Level.INFO, onTerminal() ? CatchUp.CLEAR : "");
        Loaded<PumpConfig> loaded;
        try {
            loaded = load();
        } catch (SettingsException e) {
            e.problems().forEach(problem -> err().println("hbc: " + problem));
            return ExitCode.FAILED;
        }
        loaded.warnings().forEach(warning -> err().println("hbc: warning: " + warning));
        PumpConfig config = loaded.value();
        if (check) {
            spec.commandLine().getOut().println("hbc: " + file + " is fine");
            return ExitCode.OK;
        }
        if (status) {
            return PumpStatus.print(
                    config.settings().stateFile(), spec.commandLine().getOut());
        }
        return run(config, level -> held.setLevel(verbose ? Level.FINE : level));
    }

    private Loaded<PumpConfig> load() {
        Path found = file == null ? ConfigFile.find(null, environment) : file;
        if (found == null) {
            throw new ParameterException(spec.commandLine(), "name a configuration: hbc pump FILE");
        }
        if (!Files.exists(found)) {
            throw new SettingsException(List.of(new Problem(
                    found.toString(), 0, "", "there is no such file; name a configuration: hbc pump FILE")));
        }
        if (file == null || ConfigFile.isAgents(found)) {
            file = found;
            return ConfigFile.pump(found, environment)
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), found + " has no `pump`"));
        }
        return PumpConfig.load(found, environment, PumpFiles.keys(environment));
    }

    private int run(PumpConfig config, Consumer<Level> logs) throws IOException, InterruptedException {
        ServiceManager systemd =
                new ServiceManager(environment, ProcessHandle.current().pid());
        PumpWork work = new PumpWork(this::load, systemd, logs);
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(systemd, work, ending, ended), "end"));
        work.start(config);
        systemd.ready();
        watch(systemd, work, ending);
        if (work.broken().getCount() == 0) {
            return ExitCode.FAILED;
        }
        ended.await(); // the hook ends the process; whoever called main must not end it before
        return ExitCode.OK;
    }

    private static void end(ServiceManager systemd, PumpWork work, CountDownLatch ending, CountDownLatch ended) {
        systemd.stopping();
        ending.countDown();
        work.stop();
        ended.countDown();
    }

    private void watch(ServiceManager systemd, PumpWork work, CountDownLatch ending) throws InterruptedException {
        CatchUp progress = onTerminal() ? new CatchUp(TimeSource.SYSTEM, err()) : null;
        Duration beat = systemd.watchdog()
                .map(time -> time.dividedBy(3))
                .filter(time -> time.compareTo(LOOK) < 0)
                .orElse(LOOK);
        String told = "";
        while (!ending.await(Math.max(1, beat.toMillis()), TimeUnit.MILLISECONDS)
                && work.broken().getCount() > 0) {
            if (systemd.watchdog().isPresent() && work.pump().awake()) {
                systemd.alive();
            }
            String now = systemd.present() ? PumpWork.summary(work.pump().status()) : told;
            if (!now.equals(told)) {
                systemd.status(now);
                told = now;
            }
            if (progress != null) {
                progress.show(work.pump().status());
            }
        }
    }

    /** Whether standard error, which has the progress, is a terminal. */
    private static boolean onTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString().matches("/dev/(pts|tty).*");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
