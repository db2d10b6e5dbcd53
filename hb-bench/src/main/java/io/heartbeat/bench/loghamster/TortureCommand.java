package io.heartbeat.bench.loghamster;

import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.receiver.Children;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.io.OutputStream;
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
                "LogHamster under kill -9, a full disk and failing syncs, with rotation going on: is every byte there, once?")
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
        DISK
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
        if (only.contains(What.DISK)) {
            full(report, work);
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
        run(report, folder, folder.resolve("out"), what, torture);
    }

    private void run(Report report, Path folder, Path outputs, String what, Torture torture)
            throws IOException, InterruptedException {
        try (Stage stage = new Stage(folder, outputs, "", "")) {
            stage.startServer();
            Files.createFile(stage.input());
            stage.startClient();
            // A first start knows of no older generations, so nothing may be rotated before it.
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

    /** A small file system of its own fills up, and is given room again. */
    private void full(Report report, WorkDirectory work) throws IOException, InterruptedException {
        Path folder = work.fresh("full");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        if (!ran("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", disk.toString())) {
            report.say("disk full: left out, mounting needs root");
            return;
        }
        try {
            run(report, folder, disk.resolve("out"), "disk full for 5 s, twice", stage -> fill(disk));
        } finally {
            ran("umount", "-l", disk.toString());
        }
    }

    private static int fill(Path disk) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            TimeUnit.SECONDS.sleep(2);
            Path ballast = disk.resolve("ballast");
            try (OutputStream out = Files.newOutputStream(ballast)) {
                byte[] block = new byte[1 << 16];
                while (true) {
                    out.write(block);
                }
            } catch (IOException isFull) {
                TimeUnit.SECONDS.sleep(5);
            }
            Files.delete(ballast);
        }
        return 2;
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        try (Children children = new Children()) {
            return children.start(new ProcessBuilder(command).redirectErrorStream(true))
                            .waitFor()
                    == 0;
        }
    }
}
