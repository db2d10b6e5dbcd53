package io.heartbeat.bench.loghamster;

import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench loghamster}. */
@Command(
        name = "loghamster",
        mixinStandardHelpOptions = true,
        description =
                "LogHamster: MB/s from the followed file to the server's file, byte-identical, beside a bare copy.")
public final class LoghamsterCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 300;

    @Spec
    private CommandSpec command;

    @Option(names = "--mebibytes", defaultValue = "2048", description = "Size of the file (default: ${DEFAULT-VALUE}).")
    private int mebibytes;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--dir",
            split = ",",
            defaultValue = "/dev/shm",
            description = "Where the files lie, several with commas between (default: ${DEFAULT-VALUE}).")
    private List<Path> directories;

    @Option(names = "--markdown", description = "Also write the tables to this file.")
    private Path markdown;

    /** How a stream is sent and stored: name, lines of the server, lines of the target. */
    private enum Manner {
        ACKNOWLEDGED("synced, acknowledged", "", ""),
        UNSYNCED("sync: false", "    sync: false\n", ""),
        COMPRESSED("compress = true", "", "compress = true");

        private final String title;
        private final String yaml;
        private final String target;

        Manner(String title, String yaml, String target) {
            this.title = title;
            this.yaml = yaml;
            this.target = target;
        }
    }

    /** One measurement. */
    private record Trial(double megabytesPerSecond, double serverCpuPerGigabyte, double clientCpuPerGigabyte) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = new Report(command.commandLine().getOut());
        report.say("Machine: " + Machine.description());
        for (Path directory : directories) {
            try (WorkDirectory work = new WorkDirectory(directory)) {
                measure(report, directory, work);
            }
        }
        report.markdown(markdown);
        return 0;
    }

    private void measure(Report report, Path directory, WorkDirectory work) throws IOException, InterruptedException {
        Path source = work.path().resolve("source.log");
        fill(source);
        Map<String, List<Trial>> trials = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            add(report, trials, "bare copy: sendfile, read, write", bare(work, source));
            for (Manner manner : Manner.values()) {
                add(report, trials, manner.title, trial(work, source, manner));
            }
        }
        Table table = new Table(
                "LogHamster, " + mebibytes + " MiB, files in " + directory,
                "way",
                "MB/s",
                "CPU s/GB server",
                "CPU s/GB client");
        trials.forEach((name, all) -> table.row(
                name,
                Figures.whole(Figures.median(
                        all.stream().map(Trial::megabytesPerSecond).toList())),
                Figures.two(Figures.median(
                        all.stream().map(Trial::serverCpuPerGigabyte).toList())),
                Figures.two(Figures.median(
                        all.stream().map(Trial::clientCpuPerGigabyte).toList()))));
        report.add(table.note("Medians of " + rounds + " rounds; every output was byte-identical."));
    }

    private static void add(Report report, Map<String, List<Trial>> trials, String name, Trial trial) {
        report.say(name + ": " + Figures.whole(trial.megabytesPerSecond()) + " MB/s");
        trials.computeIfAbsent(name, n -> new ArrayList<>()).add(trial);
    }

    private void fill(Path file) throws IOException {
        byte[] rest =
                (" INFO [worker-17] com.example.shop.Checkout order accepted, items=3 total=59.90 EUR customer=4711\n")
                        .getBytes(StandardCharsets.US_ASCII);
        long size = (long) mebibytes << 20;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long at = 0, line = 0; at < size; line++) {
                byte[] number = Long.toString(1_000_000_000_000L + line).getBytes(StandardCharsets.US_ASCII);
                out.write(number);
                out.write(rest);
                at += number.length + rest.length;
            }
        }
    }

    private Trial trial(WorkDirectory work, Path source, Manner manner) throws IOException, InterruptedException {
        Path folder = work.fresh("trial");
        long size = Files.size(source);
        try (Stage stage = new Stage(folder, folder.resolve("out"), Stage.Setting.of(manner.yaml, manner.target))) {
            stage.startServer();
            stage.startClient();
            TimeUnit.SECONDS.sleep(2);
            double server = Machine.cpuSeconds(stage.serverPid());
            double client = Machine.cpuSeconds(stage.clientPid());
            long begin = System.nanoTime();
            Files.createLink(stage.input(), source);
            await(() -> Files.exists(stage.output()) && Files.size(stage.output()) >= size);
            double seconds = (System.nanoTime() - begin) / 1e9;
            await(() -> stage.confirmed(size));
            double gigabytes = size / 1e9;
            Trial trial = new Trial(
                    size / 1e6 / seconds,
                    (Machine.cpuSeconds(stage.serverPid()) - server) / gigabytes,
                    (Machine.cpuSeconds(stage.clientPid()) - client) / gigabytes);
            check(source, stage.output());
            Files.delete(stage.output());
            return trial;
        }
    }

    private static Trial bare(WorkDirectory work, Path source) throws IOException, InterruptedException {
        Path target = work.fresh("bare").resolve("out.log");
        double seconds = BareCopy.seconds(source, target);
        check(source, target);
        long size = Files.size(target);
        Files.delete(target);
        return new Trial(size / 1e6 / seconds, Double.NaN, Double.NaN);
    }

    private static void check(Path source, Path target) throws IOException {
        long difference = Files.mismatch(source, target);
        if (difference >= 0) {
            throw new IOException(target + " differs from the file at byte " + difference);
        }
    }

    /** Something that becomes true. */
    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not within " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
