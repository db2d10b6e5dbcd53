package io.heartbeat.agent.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code hbc -d}: the same command once more in a session of its own, without a terminal.
 *
 * <p>A Java process cannot fork, so a second one is started, by {@code setsid}, else {@code nohup}. The first checks the
 * configuration and stays until the second runs, so that what goes wrong is seen by who typed the command.
 */
final class Daemon {
    /** Set in the environment of the process in the background. */
    static final String MARK = "HBC_DAEMON";

    private static final long PATIENCE_SECONDS = 20;
    private static final long LOOK_MILLIS = 50;

    private final Path stateDir;
    private final PrintWriter out;
    private final PrintWriter err;

    Daemon(Path stateDir, PrintWriter out, PrintWriter err) {
        this.stateDir = stateDir;
        this.out = out;
        this.err = err;
    }

    static Path pidFile(Path stateDir) {
        return stateDir.resolve("hbc.pid");
    }

    /**
     * Starts the process in the background.
     *
     * @param arguments those of this command, {@code -d} among them
     * @return the exit code: 0 when it runs, 1 when it does not
     */
    int start(List<String> arguments) throws IOException, InterruptedException {
        Path pidFile = pidFile(stateDir);
        try (PidFile free = PidFile.take(pidFile).orElse(null)) {
            if (free == null) {
                err.println("hbc: it runs already, as process " + PidFile.read(pidFile) + " (" + pidFile + ")");
                return ExitCode.FAILED;
            }
        }
        Path log = stateDir.resolve("hbc.log");
        long logged = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.environment().put(MARK, "1");
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectErrorStream(true);
        return follow(builder.start(), pidFile, log, logged);
    }

    private int follow(Process process, Path pidFile, Path log, long logged) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        for (long i = 0; i < PATIENCE_SECONDS * 1000 / LOOK_MILLIS; i++) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                err.println("hbc: the process in the background ended with exit code " + process.exitValue() + ":");
                err.print(Files.readString(log).substring((int) logged));
                return ExitCode.FAILED;
            }
            if (PidFile.read(pidFile).equals(pid)) {
                out.println(
                        "hbc runs in the background as process " + pid + "; log " + log + ", end it with: kill " + pid);
                return ExitCode.OK;
            }
        }
        process.destroy();
        err.println("hbc: the process in the background did not come up within " + PATIENCE_SECONDS + " s; see " + log);
        return ExitCode.FAILED;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(onPath("setsid") ? "setsid" : "nohup");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Hbc.class.getName());
        command.addAll(arguments);
        return command;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
