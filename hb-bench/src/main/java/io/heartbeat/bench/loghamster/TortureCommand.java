package io.heartbeat.bench.loghamster;

import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import io.heartbeat.bench.torture.Namespace;
import io.heartbeat.bench.torture.Papers;
import io.heartbeat.bench.torture.Shell;
import io.heartbeat.bench.torture.SmallDisk;
import io.heartbeat.bench.torture.SteppedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench loghamster-torture}. */
@Command(
        name = "loghamster-torture",
        mixinStandardHelpOptions = true,
        description =
                "LogHamster under kill -9, failing syncs, a full disk, stopped processes, a cut network, renewed certificates and"
                        + " stepped clocks, with rotation going on: is every byte there, once?")
public final class TortureCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--kills", defaultValue = "20", description = "Kills of each side (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--dir", description = "Where the files lie (default: the system's directory for temporary files).")
    private Path directory;

    @Option(names = "--only", split = ",", description = "What to do, of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<What> only = EnumSet.allOf(What.class);

    @Option(names = "--keep", description = "Leave the files of what failed.")
    private boolean keep;

    @Option(names = "--markdown", description = "Also write the table to this file.")
    private Path markdown;

    private final Random random = new Random(50_003);
    private final Table table =
            new Table("LogHamster tortured", "what", "MB", "rotations", "events", "s until all was there", "verdict");
    private boolean failed;

    /** The tortures. */
    private enum What {
        /** kill -9 of the server. */
        SERVER,
        /** kill -9 of the client. */
        CLIENT,
        /** kill -9 of both. */
        BOTH,
        /** Syncs that fail. */
        SYNC,
        /** A full disk. */
        DISK,
        /** SIGSTOP of either. */
        STOP,
        /** A cut network. */
        NETWORK,
        /** Certificates that are renewed. */
        CERTIFICATE,
        /** Clocks that are stepped. */
        CLOCK
    }

    /** What is done to the two while they work; answers how often. */
    @FunctionalInterface
    private interface Torture {
        int inflict(Stage stage) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = new Report(command.commandLine().getOut());
        report.say("Machine: " + Machine.description());
        WorkDirectory work = new WorkDirectory(directory);
        run(report, work, What.SERVER, "kill -9 of the server", this::killServer);
        run(report, work, What.CLIENT, "kill -9 of the client", this::killClient);
        run(report, work, What.BOTH, "kill -9 of both in turn", this::killBoth);
        run(report, work, What.SYNC, "fdatasync fails (strace)", this::failSyncs);
        run(report, work, What.STOP, "SIGSTOP for 5 s, server and client in turn", TortureCommand::stop);
        run(report, work, What.CLOCK, "clocks of both stepped by an hour", TortureCommand::step);
        if (only.contains(What.DISK)) {
            full(report, work);
        }
        if (only.contains(What.NETWORK)) {
            cut(report, work);
        }
        if (only.contains(What.CERTIFICATE)) {
            renew(report, work);
        }
        if (failed && keep) {
            report.say("files are left in " + work.path());
        } else {
            work.close();
        }
        report.add(table);
        report.markdown(markdown);
        return failed ? 1 : 0;
    }

    private void run(Report report, WorkDirectory work, What kind, String what, Torture torture)
            throws IOException, InterruptedException {
        if (!only.contains(kind)) {
            return;
        }
        Path folder = work.fresh("torture");
        run(report, folder, folder.resolve("out"), Stage.Setting.PLAIN, what, torture);
    }

    private void run(Report report, Path folder, Path outputs, Stage.Setting setting, String what, Torture torture)
            throws IOException, InterruptedException {
        try (Stage stage = new Stage(folder, outputs, setting)) {
            stage.startServer();
            Files.createFile(stage.input());
            stage.startClient();
            // What is rotated before the client's first look was there before it, and is nobody's business.
            LoghamsterCommand.await(stage::known);
            int events;
            try (Traffic traffic = new Traffic(stage.input(), folder.resolve("truth"))) {
                events = torture.inflict(stage);
                traffic.stop();
                long begin = System.nanoTime();
                judge(report, stage, traffic, what, events, begin);
            }
        }
    }

    private void judge(Report report, Stage stage, Traffic traffic, String what, int events, long begin)
            throws IOException, InterruptedException {
        long size = Files.size(traffic.truth());
        String verdict;
        try {
            LoghamsterCommand.await(() -> Files.exists(stage.output()) && Files.size(stage.output()) >= size);
            TimeUnit.SECONDS.sleep(1);
            long difference = Files.mismatch(traffic.truth(), stage.output());
            verdict = difference < 0 ? "identical" : "differs at byte " + difference;
        } catch (IOException late) {
            verdict = Files.size(stage.output()) + " of " + size + " bytes";
        }
        failed |= !verdict.equals("identical");
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.say(what + ": " + verdict);
        table.row(
                what,
                Figures.whole(size / 1e6),
                Integer.toString(traffic.rotations()),
                Integer.toString(events),
                Figures.two(seconds),
                verdict);
    }

    private int killServer(Stage stage) throws IOException, InterruptedException {
        for (int i = 0; i < kills; i++) {
            pause();
            stage.killServer();
            stage.startServer();
        }
        return kills;
    }

    private int killClient(Stage stage) throws IOException, InterruptedException {
        for (int i = 0; i < kills; i++) {
            pause();
            stage.killClient();
            stage.startClient();
        }
        return kills;
    }

    private int killBoth(Stage stage) throws IOException, InterruptedException {
        for (int i = 0; i < kills / 2; i++) {
            pause();
            stage.killClient();
            pause();
            stage.killServer();
            stage.startClient();
            stage.startServer();
        }
        return kills / 2 * 2;
    }

    private void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(400 + random.nextInt(1_200));
    }

    private int failSyncs(Stage stage) throws IOException, InterruptedException {
        stage.killServer();
        stage.startServer(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=fdatasync",
                "-e",
                "inject=fdatasync:error=EIO:when=15+15");
        TimeUnit.SECONDS.sleep(15);
        stage.killServer();
        stage.startServer();
        return 15;
    }

    private static int stop(Stage stage) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            TimeUnit.SECONDS.sleep(1);
            Shell.freeze(stage.serverPid(), 5);
            TimeUnit.SECONDS.sleep(1);
            Shell.freeze(stage.clientPid(), 5);
        }
        return 4;
    }

    private static int step(Stage stage) throws IOException, InterruptedException {
        stage.killClient();
        stage.startSteppedClient();
        int[] seconds = {3_600, 0, -3_600, 0};
        for (int by : seconds) {
            TimeUnit.SECONDS.sleep(2);
            SteppedClock.step(stage.clock(), by);
            TimeUnit.SECONDS.sleep(1);
            stage.killClient();
            stage.startSteppedClient();
        }
        return seconds.length;
    }

    /** A small file system of its own fills up, and is given room again. */
    private void full(Report report, WorkDirectory work) throws IOException, InterruptedException {
        Path folder = work.fresh("full");
        Path mounted = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk disk = new SmallDisk(mounted, 200)) {
            run(report, folder, mounted.resolve("out"), Stage.Setting.PLAIN, "disk full for 5 s, twice", stage -> {
                for (int i = 0; i < 2; i++) {
                    TimeUnit.SECONDS.sleep(2);
                    disk.full(5);
                }
                return 2;
            });
        }
    }

    private void cut(Report report, WorkDirectory work) throws IOException, InterruptedException {
        Path folder = work.fresh("cut");
        try (Namespace network = new Namespace()) {
            String what = "network cut for 5, 5 and 15 s";
            run(report, folder, folder.resolve("out"), Stage.Setting.in(network), what, stage -> {
                for (int seconds : new int[] {5, 5, 15}) {
                    TimeUnit.SECONDS.sleep(2);
                    network.cut(seconds);
                }
                return 3;
            });
        }
    }

    private void renew(Report report, WorkDirectory work) throws IOException, InterruptedException {
        Path folder = work.fresh("renew");
        Papers papers = new Papers(folder);
        String what = "certificate renewed, clients begun anew";
        run(report, folder, folder.resolve("out"), Stage.Setting.tls(papers), what, stage -> {
            for (int i = 0; i < 5; i++) {
                TimeUnit.SECONDS.sleep(1);
                papers.renew(stage.tlsPort());
                stage.killClient();
                stage.startClient();
            }
            return 5;
        });
    }
}
