package io.heartbeat.micro;

import io.heartbeat.setup.CheckConfig;
import io.heartbeat.setup.ServerSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the server. Exit codes: 0 good, 1 configuration, deployment or port, 2 usage. */
@Command(
        name = "hbd",
        description = "The Heartbeat server: hears which hosts are alive, and shows it.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {Passwd.class, JournalCommand.class, CertsCommand.class},
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the configuration, a port, a folder or the database is not as it must be; it is said which",
            "2:the command line is wrong"
        },
        footer = {
            "",
            "Every key is also an environment variable: hbd_port is HB_HBD_PORT.",
            "",
            "Examples:",
            "  hbd -c hb.yaml                  run in the foreground; Ctrl-C or TERM stops it",
            "  hbd -c hb.yaml --check-config   is the configuration right?",
            "  hbd --make-archive              once after installing: starts are quicker then",
            "  hbd passwd ann                  a user, as the configuration wants it"
        })
public final class Hbd implements Callable<Integer> {
    private static final String CONFIG = "heartbeat.config";
    /** In the folder of this installation: the agents that came with it. */
    private static final String AGENTS = "agent";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration (YAML); else HB_CONFIG, ~/.hb.yaml, /etc/heartbeat/hb.yaml, else built-in "
                    + "defaults.")
    private Path config;

    @Option(names = "--check-config", description = "Check the configuration, say what is wrong with it, and exit.")
    private boolean checkOnly;

    @Option(
            names = "--trial",
            hidden = true,
            paramLabel = "DIR",
            description = "Start with free ports and all data in DIR, and exit as soon as it is ready.")
    private Path trial;

    private final Path home;
    // Taken now: Payara Micro replaces both by streams that end in the log.
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private Hbd(Path home) {
        this.home = home;
    }

    /**
     * Runs the command.
     *
     * @param home folder of this installation: runtime, application, command
     * @return exit code; a server that started never returns
     */
    public static int run(Path home, String... args) {
        Hbd hbd = new Hbd(home);
        return new CommandLine(hbd)
                .setParameterExceptionHandler(hbd::misused)
                .setExecutionExceptionHandler(hbd::failed)
                .execute(args);
    }

    @Override
    public Integer call() {
        if (trial != null) {
            config = Trial.configuration(trial);
        }
        if (config != null) {
            System.setProperty(CONFIG, config.toAbsolutePath().normalize().toString());
        }
        if (Files.isDirectory(home.resolve(AGENTS))) {
            System.setProperty("heartbeat.agent.dir", home.resolve(AGENTS).toString());
        }
        Path file = ServerSettings.location().orElse(null);
        if (checkOnly) {
            return CheckConfig.run(file, System.getenv(), out, err);
        }
        Server server = new Server(home, ServerSettings.located(), out);
        server.start();
        return trial == null ? server.stay() : 0;
    }

    /** What is wrong stands last on the screen, not above a page of help. */
    private int misused(ParameterException wrong, String[] args) {
        err.println("hbd: " + wrong.getMessage());
        err.println("Try `" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help`.");
        return CommandLine.ExitCode.USAGE;
    }

    private int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        String readable = Failure.readable(failure);
        if (readable == null) {
            throw failure;
        }
        readable.lines().forEach(line -> err.println("hbd: " + line));
        return 1;
    }
}
