package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.cli.ConfigFile.Configured;
import io.heartbeat.agent.link.Greeting;
import io.heartbeat.settings.Settings.Loaded;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code hbc}. */
@Command(
        name = "hbc",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        subcommands = PumpCommand.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Tells Heartbeat servers that this host is alive, and how it does.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the configuration is wrong, no server answered -m, or the agent broke",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hbc hb.example.org                a heartbeat each 30 s until TERM or Ctrl-C",
            "  hbc -d hb1.example.org [2001:db8::1]:50003",
            "                                    two servers, in the background",
            "  hbc -m \"backup done\" hb.example.org",
            "                                    one heartbeat with a text",
            "  hbc -c /etc/heartbeat/hbc.yaml --check-config",
            "  hbc -c /etc/loghamster.toml       ship files, as `loghamster -c` does",
            "  hbc pump journalpump.json         ship the journal, see hbc pump --help"
        })
public final class Hbc implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "configuration; else ~/.hbc.yaml, else /etc/heartbeat/hbc.yaml, else built-in defaults; "
                    + "a FILE.toml is LogHamster's: its inputs are shipped, and nothing else is done")
    private Path config;

    @Option(
            names = {"-d", "--daemon"},
            description = "run in the background; process id and log lie in state_dir")
    private boolean daemon;

    @Option(
            names = {"-v", "--verbose"},
            description = "log more, and show counters at the end")
    private boolean verbose;

    @Option(
            names = {"-b", "--boot"},
            description = "mark the first heartbeat as a boot, with -m too (without -m it always is one)")
    private boolean boot;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "send one heartbeat with this text, wait for the answer, end")
    private String text;

    @Option(names = "--check-config", description = "read the configuration, say what is wrong, end")
    private boolean check;

    @Parameters(
            paramLabel = "SERVER",
            arity = "0..*",
            description = "HOST, HOST:PORT or [IPv6]:PORT; replaces `server` of the configuration")
    private List<String> servers = List.of();

    private final Map<String, String> environment = System.getenv();

    /** For picocli. */
    public Hbc() {}

    /** Runs the command and ends the process. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command in this process. Answers its exit code. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Hbc());
        command.setParameterExceptionHandler((e, rejected) -> {
            e.getCommandLine().getErr().println("hbc: " + e.getMessage());
            String name = e.getCommandLine().getCommandSpec().qualifiedName();
            e.getCommandLine().getErr().println("Try `" + name + " --help`.");
            return ExitCode.USAGE;
        });
        command.setExecutionExceptionHandler((e, self, parsed) -> {
            self.getErr().println("hbc: " + (e instanceof IOException ? e.getMessage() : e));
            return ExitCode.FAILED;
        });
        return command;
    }

    @Override
    public Integer call() throws Exception {
        if (text != null && daemon) {
            throw usage("-m ends after one heartbeat, -d stays: choose one");
        }
        Logger held = LogOutput.configure(logLevel());
        Path file = ConfigFile.find(config, environment);
        Configured settings;
        try {
            settings = settings(file);
        } catch (SettingsException e) {
            e.problems().forEach(problem -> err().println("hbc: " + problem));
            return ExitCode.FAILED;
        }
        held.log(Level.FINE, "{0}", settings.agent());
        if (check) {
            spec.commandLine().getOut().println("hbc: " + (file == null ? "the defaults are" : file + " is") + " fine");
            return ExitCode.OK;
        }
        if (text != null ? settings.agent().servers().isEmpty() : !settings.useful()) {
            throw usage("no server: name one on the command line, or as `server` in "
                    + (file == null ? "~/.hbc.yaml" : file));
        }
        Errand errand =
                new Errand(settings, environment, file, spec.commandLine().getOut(), err());
        if (text != null) {
            return errand.sendText(new Greeting(boot, text));
        }
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        return daemon ? errand.goToBackground(verbose, arguments) : errand.stay(verbose, arguments);
    }

    /** A single heartbeat is sent by scripts, which want to hear of trouble only. */
    private Level logLevel() {
        if (verbose) {
            return Level.FINE;
        }
        return text == null ? Level.INFO : Level.WARNING;
    }

    private Configured settings(Path file) {
        Loaded<Configured> loaded = ConfigFile.read(file, environment);
        loaded.warnings().forEach(warning -> err().println("hbc: warning: " + warning));
        AgentSettings agent = loaded.value().agent();
        return servers.isEmpty() ? loaded.value() : loaded.value().with(agent.withServers(addresses(agent.port())));
    }

    private List<ServerAddress> addresses(int port) {
        try {
            return servers.stream()
                    .map(server -> ServerAddress.parse(server, port))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
