package io.heartbeat.bench.loghog;

import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogFile;
import io.heartbeat.logstore.LogKind;
import io.heartbeat.logstore.LogSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.logstore.TimeIndex;
import io.heartbeat.logstore.search.LogAnswer;
import io.heartbeat.logstore.search.LogQuery;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.rolling.BackupStep;
import io.heartbeat.rolling.Packing;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench logsearch}. */
@Command(
        name = "logsearch",
        mixinStandardHelpOptions = true,
        description = "How long a search of one minute in a large log takes: growing, closed, compressed.")
public final class SearchCommand implements Callable<Integer> {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int LINES_PER_SECOND = 100;

    @Spec
    private CommandSpec command;

    @Option(names = "--mebibytes", defaultValue = "10240", description = "Size of the log (default: ${DEFAULT-VALUE}).")
    private long mebibytes;

    @Option(names = "--dir", description = "Where the files lie (default: the system's directory for temporary files).")
    private Path directory;

    @Option(names = "--markdown", description = "Also write the table to this file.")
    private Path markdown;

    private long lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = new Report(command.commandLine().getOut());
        report.say("Machine: " + Machine.description());
        Table table = new Table(
                "A search of one minute in " + mebibytes + " MiB",
                "log",
                "file, MiB",
                "ms, median of 5",
                "MiB read, unpacked");
        try (WorkDirectory work = new WorkDirectory(directory)) {
            measure(report, table, work, "growing", null);
            measure(report, table, work, "closed, with its index", null);
            measure(report, table, work, "closed, gzip level 1, with its index", Packing.GZIP);
        }
        report.add(table);
        report.markdown(markdown);
        return 0;
    }

    private void measure(Report report, Table table, WorkDirectory work, String name, Packing packing)
            throws IOException, InterruptedException {
        Path folder = work.fresh("search");
        try (LogStore store = new LogStore(
                folder.resolve("catalogue"), TimeSource.SYSTEM, Thread::new, new Telemetry(TimeSource.SYSTEM))) {
            List<BackupStep> steps = packing == null ? store.steps() : store.steps(packing, 1);
            LogFile file = store.open(
                    new LogSource(LogKind.LOGHOG, "", "shop", "root"),
                    folder,
                    "root.log",
                    policy -> policy.withSteps(steps));
            fill(file);
            if (!name.equals("growing")) {
                file.rotate();
                await(folder);
            }
            LogSearch search = new LogSearch(store, TimeSource.SYSTEM);
            double[] millis = new double[5];
            long read = 0;
            for (int i = 0; i < millis.length; i++) {
                Instant from = START.plusSeconds((i + 1) * lines / LINES_PER_SECOND / 7);
                long begin = System.nanoTime();
                LogAnswer answer = search.find(
                                new LogQuery(from, from.plusSeconds(60), "", "", "", null, "", null, 5_000, true),
                                host -> true)
                        .orElseThrow();
                millis[i] = (System.nanoTime() - begin) / 1e6;
                read = answer.scanned();
                if (answer.lines().size() != 5_000) {
                    throw new IOException("found only " + answer.lines().size() + " lines");
                }
            }
            table.row(
                    name,
                    Figures.whole(size(folder) / 1048576.0),
                    Figures.whole(Figures.median(millis)),
                    Figures.whole(read / 1048576.0));
            report.say(name + ": " + Figures.whole(Figures.median(millis)) + " ms");
        }
    }

    private void fill(LogFile file) {
        DateTimeFormatter stamp =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
        ByteBuffer block = ByteBuffer.allocateDirect(4 << 20);
        byte[] rest = " - athens - INFO - request of customer 4711 took 12.34 ms and was answered with 200\n"
                .getBytes(StandardCharsets.US_ASCII);
        lines = 0;
        for (long second = 0; file.size() < mebibytes << 20; second++) {
            byte[] moment = stamp.format(START.plusSeconds(second)).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < LINES_PER_SECOND; i++) {
                block.put(moment).put((byte) '.').put((byte) ('0' + i / 10)).put((byte) ('0' + i % 10));
                block.put((byte) '0')
                        .put((byte) '0')
                        .put((byte) '0')
                        .put((byte) '0')
                        .put(rest);
                lines++;
            }
            if (block.remaining() < 1 << 16) {
                file.append(block.flip());
                block.clear();
            }
        }
        file.append(block.flip());
    }

    private static void await(Path folder) throws IOException, InterruptedException {
        while (true) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.anyMatch(path -> path.toString().endsWith(TimeIndex.SUFFIX))) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith("root.log")
                            && !path.toString().endsWith(TimeIndex.SUFFIX))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        }
    }
}
