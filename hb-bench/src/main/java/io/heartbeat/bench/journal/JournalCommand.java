package io.heartbeat.bench.journal;

import io.heartbeat.bench.journal.Contender.Lap;
import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Goals;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench journal}. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description =
                "Reading systemd's journal, 21 fields an entry, and shipping it to a file and to rsyslogd, beside "
                        + "journalctl on the same files, in turns. Needs Debian's systemd-journal-remote and rsyslog.")
public final class JournalCommand implements Callable<Integer> {
    private static final int WARM_PASSES = 8;
    private static final Path HOME = Path.of(System.getProperty("hb.home", "."));
    private static final Contender FILE = new PumpContender(PumpContender.Destination.FILE, HOME);
    private static final Contender FIVE = new PumpContender(PumpContender.Destination.FIVE, HOME);

    @Spec
    private CommandSpec command;

    @Option(names = "--entries", defaultValue = "200000", description = "How many (default: ${DEFAULT-VALUE}).")
    private long entries;

    @Option(names = "--rounds", defaultValue = "3", description = "Medians of so many (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--dir", description = "Where to keep the journal; it is deleted at the end.")
    private Path directory;

    @Option(names = "--markdown", description = "Also write all tables to this file.")
    private Path markdown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!SampleJournal.available()) {
            throw new IOException(
                    "systemd-journal-remote is not installed (Debian: apt install systemd-journal-remote)");
        }
        Report report = new Report(command.commandLine().getOut());
        Goals goals = new Goals();
        report.say("Machine: " + Machine.description());
        try (WorkDirectory work = new WorkDirectory(directory)) {
            Path journal = work.fresh("journal");
            SampleJournal.write(journal, entries);
            report.say(entries + " entries written");
            Map<Contender, List<Lap>> laps = race(contenders(), journal, report);
            report.add(table(laps));
            goals.atLeast("File sender, entries/s", 120_000, rate(laps.get(FILE)), "");
            goals.atMost("File sender, resident", 150, resident(laps.get(FILE)), " MiB");
            goals.atMost("Five senders, resident", 150, resident(laps.get(FIVE)), " MiB");
            goals.atLeast("Reading, of journalctl -o export's speed", 1, ratio(laps), " ×");
        }
        report.add(goals.table());
        report.markdown(markdown);
        return goals.met() ? 0 : 1;
    }

    /** Everybody who takes part; the first is measured against the third. */
    private static List<Contender> contenders() {
        return List.of(
                new ReaderContender(1),
                new ReaderContender(WARM_PASSES),
                new JournalctlContender("export"),
                new JournalctlContender("json"),
                FILE,
                new PumpContender(PumpContender.Destination.RSYSLOG, HOME),
                FIVE);
    }

    private Map<Contender, List<Lap>> race(List<Contender> contenders, Path journal, Report report)
            throws IOException, InterruptedException {
        Map<Contender, List<Lap>> laps = new LinkedHashMap<>();
        contenders.forEach(contender -> laps.put(contender, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                Lap lap = contender.lap(journal, entries);
                laps.get(contender).add(lap);
                report.say(contender.name() + ": " + Figures.rate(entries / lap.seconds()) + " entries/s");
            }
        }
        return laps;
    }

    private Table table(Map<Contender, List<Lap>> laps) {
        Table table = new Table(
                "Reading a journal of " + entries + " entries of 21 fields, medians of " + rounds,
                "reader",
                "entries/s",
                "CPU seconds",
                "resident MiB");
        laps.forEach((contender, all) -> table.row(
                contender.name(),
                Figures.rate(entries / median(all, Lap::seconds)),
                Figures.two(median(all, Lap::cpuSeconds)),
                Figures.whole(median(all, lap -> lap.residentBytes() / (double) (1 << 20)))));
        return table;
    }

    private double rate(List<Lap> laps) {
        return entries / median(laps, Lap::seconds);
    }

    private static double resident(List<Lap> laps) {
        return median(laps, lap -> lap.residentBytes() / (double) (1 << 20));
    }

    private static double ratio(Map<Contender, List<Lap>> laps) {
        List<List<Lap>> all = List.copyOf(laps.values());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < all.get(0).size(); i++) {
            ratios.add(all.get(2).get(i).seconds() / all.get(0).get(i).seconds());
        }
        return Figures.median(ratios);
    }

    private static double median(List<Lap> laps, java.util.function.ToDoubleFunction<Lap> figure) {
        return Figures.median(laps.stream().mapToDouble(figure).toArray());
    }
}
