package io.heartbeat.bench.loghog;

import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.receiver.BareReceiver;
import io.heartbeat.bench.receiver.Children;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench loghog}. */
@Command(
        name = "loghog",
        mixinStandardHelpOptions = true,
        description = "LogHog beside rsyslog and syslog-ng: messages a second from the socket to a line, TCP and UDP.")
public final class LogHogCommand implements Callable<Integer> {
    private static final long RECEIVE_BUFFER = 8 << 20;
    private static final double[] RATES = {100_000, 180_000, 0};
    private static final double FULL_BLAST = 400_000;
    private static final long PATIENCE_SECONDS = 120;

    @Spec
    private CommandSpec command;

    @Option(names = "--messages", defaultValue = "1500000", description = "Over TCP (default: ${DEFAULT-VALUE}).")
    private long messages;

    @Option(names = "--seconds", defaultValue = "2", description = "Of each rate over UDP (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--dir",
            defaultValue = "/dev/shm",
            description = "Where the files lie (default: ${DEFAULT-VALUE}).")
    private Path directory;

    @Option(
            names = "--syslog-ng",
            description = "Where its Debian packages were unpacked; without it they are fetched.")
    private Path syslogNg;

    @Option(names = "--markdown", description = "Also write the tables to this file.")
    private Path markdown;

    /** One measurement. */
    private record Trial(double sentPerSecond, double writtenPerSecond, double lostPercent, double cpuPerMillion) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = new Report(command.commandLine().getOut());
        report.say("Machine: " + Machine.description());
        long limit = Machine.receiveBufferLimit();
        try (WorkDirectory work = new WorkDirectory(directory)) {
            raise(RECEIVE_BUFFER, report);
            race(report, work);
        } finally {
            raise(limit, report);
        }
        report.markdown(markdown);
        return 0;
    }

    private static void raise(long bytes, Report report) {
        try {
            Machine.receiveBufferLimit(bytes);
        } catch (IOException notRoot) {
            report.say("net.core.rmem_max stays as it is: " + notRoot.getMessage());
        }
    }

    private void race(Report report, WorkDirectory work) throws IOException, InterruptedException {
        LogBlast blast = new LogBlast(work.path());
        List<LogReceiver> receivers = new ArrayList<>();
        try (Children children = new Children()) {
            BareReceiver bare = new BareReceiver(children, (int) RECEIVE_BUFFER);
            receivers.add(LogReceiver.loghog(work.fresh("loghog")));
            receivers.add(LogReceiver.rsyslog(work.fresh("rsyslog")));
            syslogNg(report, work).ifPresent(receivers::add);
            for (LogReceiver receiver : receivers) {
                tcp(blast, receiver, messages / 3);
                udp(blast, receiver, RATES[0]);
            }
            Map<String, List<Trial>> tcp = new LinkedHashMap<>();
            Map<String, List<Trial>> udp = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (LogReceiver receiver : receivers) {
                    keep(report, tcp, receiver.name, tcp(blast, receiver, messages));
                    for (double rate : RATES) {
                        keep(report, udp, receiver.name + ", " + offered(rate), udp(blast, receiver, rate));
                    }
                }
                for (double rate : RATES) {
                    keep(report, udp, "bare receive loop, " + offered(rate), bare(blast, bare, receivers.get(0), rate));
                }
            }
            report.add(table("LogHog over TCP: one connection, " + messages + " messages", tcp));
            report.add(table("LogHog over UDP: " + seconds + " s, receive buffer of 8 MiB", udp));
        } finally {
            receivers.forEach(LogReceiver::close);
        }
    }

    private static String offered(double rate) {
        return rate == 0 ? "full blast" : String.format(Locale.ROOT, "%,.0f/s", rate);
    }

    private java.util.Optional<LogReceiver> syslogNg(Report report, WorkDirectory work) {
        try {
            Path root = syslogNg == null ? fetch(work) : syslogNg;
            return java.util.Optional.of(LogReceiver.syslogNg(root, work.fresh("syslog-ng")));
        } catch (IOException absent) {
            report.say("syslog-ng does not take part: " + absent.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return java.util.Optional.empty();
    }

    /** Unpacks Debian's packages beside the installed rsyslog, with which they conflict. */
    private static Path fetch(WorkDirectory work) throws IOException, InterruptedException {
        Path root = work.fresh("syslog-ng-root");
        LogBlast.run(
                "sh",
                "-c",
                "cd " + root
                        + " && apt-get download -q syslog-ng-core libivykis0 libnet1 libesmtp6 libbson-1.0-0 libdbi1"
                        + " libmongoc-1.0-0 libpcre3 libriemann-client0 librabbitmq4 libhiredis0.14 libwrap0 2>&1; for p in *.deb; do"
                        + " dpkg -x $p . ; done; test -x usr/sbin/syslog-ng");
        return root;
    }

    private static void keep(Report report, Map<String, List<Trial>> trials, String name, Trial trial) {
        report.say(String.format(
                Locale.ROOT,
                "%s: sent %,.0f/s, written %,.0f/s, lost %.2f %%",
                name,
                trial.sentPerSecond,
                trial.writtenPerSecond,
                trial.lostPercent));
        trials.computeIfAbsent(name, key -> new ArrayList<>()).add(trial);
    }

    private static Trial tcp(LogBlast blast, LogReceiver receiver, long count)
            throws IOException, InterruptedException {
        receiver.mark();
        double cpu = receiver.cpuSeconds();
        long begin = System.nanoTime();
        double sent = blast.send("tcp", receiver.port, count, 0, receiver.messages(true));
        long written = await(receiver, count);
        double took = (System.nanoTime() - begin) / 1e9;
        return trial(receiver, sent, written, count, took, cpu);
    }

    /** What the kernel and the JDK allow: a loop that counts LogHog's datagrams and keeps nothing. */
    private Trial bare(LogBlast blast, BareReceiver bare, LogReceiver like, double rate)
            throws IOException, InterruptedException {
        long count = datagrams(rate);
        bare.mark();
        double cpu = Machine.cpuSeconds(bare.pid());
        long begin = System.nanoTime();
        double sent = blast.send("udp", bare.port(), count, rate, like.messages(false));
        double took = (System.nanoTime() - begin) / 1e9;
        TimeUnit.MILLISECONDS.sleep(200);
        long received = bare.received();
        return new Trial(
                sent,
                received / took,
                100.0 * (count - received) / count,
                (Machine.cpuSeconds(bare.pid()) - cpu) * 1e6 / Math.max(1, received));
    }

    private long datagrams(double rate) {
        return (long) ((rate == 0 ? FULL_BLAST : rate) * seconds);
    }

    private Trial udp(LogBlast blast, LogReceiver receiver, double rate) throws IOException, InterruptedException {
        long count = datagrams(rate);
        receiver.mark();
        double cpu = receiver.cpuSeconds();
        long begin = System.nanoTime();
        double sent = blast.send("udp", receiver.port, count, rate, receiver.messages(false));
        double took = (System.nanoTime() - begin) / 1e9;
        long written = await(receiver, count);
        return trial(receiver, sent, written, count, took, cpu);
    }

    private static Trial trial(LogReceiver receiver, double sent, long written, long count, double took, double cpu)
            throws IOException {
        Trial trial = new Trial(
                sent,
                written / took,
                100.0 * (count - written) / count,
                (receiver.cpuSeconds() - cpu) * 1e6 / Math.max(1, written));
        receiver.discard();
        return trial;
    }

    /** Lines that are there when all are, or when two seconds brought none. */
    private static long await(LogReceiver receiver, long count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long lines = receiver.lines();
        long grew = System.nanoTime();
        while (lines < count && System.nanoTime() < deadline && System.nanoTime() - grew < 2_000_000_000L) {
            TimeUnit.MILLISECONDS.sleep(20);
            long now = receiver.lines();
            grew = now > lines ? System.nanoTime() : grew;
            lines = now;
        }
        return lines;
    }

    private Table table(String title, Map<String, List<Trial>> trials) {
        Table table = new Table(title, "receiver", "sent/s", "written/s", "lost %", "CPU s per million");
        trials.forEach((name, all) -> table.row(
                name,
                Figures.rate(
                        Figures.median(all.stream().map(Trial::sentPerSecond).toList())),
                Figures.rate(
                        Figures.median(all.stream().map(Trial::writtenPerSecond).toList())),
                Figures.two(Figures.median(all.stream().map(Trial::lostPercent).toList())),
                Figures.two(
                        Figures.median(all.stream().map(Trial::cpuPerMillion).toList()))));
        return table.note("Medians of " + rounds + " rounds in turn; files in " + directory + ", nothing is synced.");
    }
}
