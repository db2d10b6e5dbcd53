package io.heartbeat.bench.loghog;

import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
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
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench logtorture}. */
@Command(
        name = "logtorture",
        mixinStandardHelpOptions = true,
        description =
                "LogHog under kill -9, failing syncs, a full disk, stopped processes, a cut network, renewed certificates and"
                        + " stepped clocks: is a line torn or doubled, and what is lost, over TCP and UDP?")
public final class LogTortureCommand implements Callable<Integer> {
    /** From the fifth on, each third. */
    private static final List<String> FAILING_SYNCS =
            List.of("strace -f -qq -o /dev/null -e trace=fdatasync -e inject=fdatasync:error=EIO:when=5+3".split(" "));

    @Spec
    private CommandSpec command;

    @Option(names = "--kills", defaultValue = "20", description = "Kills (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--dir", description = "Where the files lie (default: the system's directory for temporary files).")
    private Path directory;

    @Option(names = "--only", split = ",", description = "What to do, of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<What> only = EnumSet.allOf(What.class);

    @Option(names = "--markdown", description = "Also write the table to this file.")
    private Path markdown;

    private final Random random = new Random(50_003);
    private final Table table = new Table(
            "LogHog tortured",
            "what",
            "events",
            "TCP sent",
            "TCP lost",
            "UDP sent",
            "UDP lost",
            "counted by the server",
            "torn",
            "doubled",
            "verdict");
    private boolean failed;

    /** The tortures; of some, TCP may lose what was in the sockets' buffers. */
    private enum What {
        /** kill -9. */
        KILL(true),
        /** Syncs that fail. */
        SYNC(false),
        /** A full disk. */
        DISK(false),
        /** SIGSTOP. */
        STOP(false),
        /** A cut network. */
        NETWORK(false),
        /** Certificates that are renewed; over TLS. */
        CERTIFICATE(false),
        /** A clock that is stepped. */
        CLOCK(false);

        private final boolean mayLose;

        What(boolean mayLose) {
            this.mayLose = mayLose;
        }
    }

    /** What is done to the server while it works; answers how often. */
    @FunctionalInterface
    private interface Torture {
        int inflict(Scene scene) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = new Report(command.commandLine().getOut());
        report.say("Machine: " + Machine.description());
        try (WorkDirectory work = new WorkDirectory(directory)) {
            for (What what : What.values()) {
                if (only.contains(what)) {
                    torture(report, work.fresh("logtorture"), what);
                }
            }
        }
        table.note(
                "Sent: what the sender's kernel took. Counted: datagrams that the server says it or its kernel dropped.");
        report.add(table);
        report.markdown(markdown);
        return failed ? 1 : 0;
    }

    private void torture(Report report, Path folder, What what) throws IOException, InterruptedException {
        Path logs = folder.resolve("logs");
        switch (what) {
            case KILL -> run(report, folder, logs, Scene.Setting.PLAIN, what, "kill -9", this::kill);
            case SYNC ->
                run(
                        report,
                        folder,
                        logs,
                        new Scene.Setting(FAILING_SYNCS, null, null, "  sync_every: 200ms\n"),
                        what,
                        "fdatasync fails (strace)",
                        scene -> {
                            TimeUnit.SECONDS.sleep(15);
                            return 1;
                        });
            case DISK -> full(report, folder);
            case STOP ->
                run(report, folder, logs, Scene.Setting.PLAIN, what, "SIGSTOP for 8 s", scene -> {
                    for (int i = 0; i < 3; i++) {
                        TimeUnit.SECONDS.sleep(1);
                        Shell.freeze(scene.pid(), 8);
                    }
                    return 3;
                });
            case NETWORK -> cut(report, folder, logs);
            case CERTIFICATE ->
                run(
                        report,
                        folder,
                        logs,
                        new Scene.Setting(List.of(), null, new Papers(folder), ""),
                        what,
                        "certificate renewed (TLS)",
                        scene -> {
                            for (int i = 0; i < 5; i++) {
                                TimeUnit.SECONDS.sleep(1);
                                scene.papers().renew(scene.tlsPort());
                            }
                            return 5;
                        });
            default ->
                run(report, folder, logs, Scene.Setting.PLAIN, what, "clock stepped by an hour", scene -> {
                    int[] seconds = {3_600, 0, -3_600, 0};
                    for (int by : seconds) {
                        TimeUnit.SECONDS.sleep(3);
                        SteppedClock.step(scene.clock(), by);
                    }
                    TimeUnit.SECONDS.sleep(3);
                    return seconds.length;
                });
        }
    }

    private void run(
            Report report, Path folder, Path logs, Scene.Setting setting, What kind, String what, Torture torture)
            throws IOException, InterruptedException {
        try (Scene scene = new Scene(folder, logs, setting)) {
            scene.start();
            Talker stream = scene.papers() == null ? Talker.tcp(scene) : Talker.tls(scene);
            Talker datagrams = Talker.udp(scene);
            int events;
            try (stream;
                    datagrams) {
                TimeUnit.SECONDS.sleep(1);
                events = torture.inflict(scene);
                TimeUnit.SECONDS.sleep(1);
            }
            settle(scene);
            long counted = scene.endAndCount();
            judge(report, kind, what, events, stream, datagrams, counted, new Written(scene.lines()));
        }
    }

    private void judge(
            Report report,
            What kind,
            String what,
            int events,
            Talker stream,
            Talker datagrams,
            long counted,
            Written written) {
        long lost = written.missing(stream.mark(), stream.sent());
        boolean good = written.torn() == 0 && written.doubled() == 0 && (lost == 0 || kind.mayLose);
        failed |= !good;
        String[] row = {
            what,
            Integer.toString(events),
            Integer.toString(stream.sent().cardinality()),
            Long.toString(lost),
            Integer.toString(datagrams.sent().cardinality()),
            Long.toString(written.missing(datagrams.mark(), datagrams.sent())),
            Long.toString(counted),
            Long.toString(written.torn()),
            Long.toString(written.doubled()),
            good ? "as promised" : "FAILED"
        };
        report.say(String.join(" | ", row));
        table.row(row);
    }

    /** Until two seconds brought no more lines. */
    private static void settle(Scene scene) throws IOException, InterruptedException {
        long before = -1;
        long now = new Written(scene.lines()).lines();
        while (now != before) {
            TimeUnit.SECONDS.sleep(2);
            before = now;
            now = new Written(scene.lines()).lines();
        }
    }

    private int kill(Scene scene) throws IOException, InterruptedException {
        for (int i = 0; i < kills; i++) {
            TimeUnit.MILLISECONDS.sleep(400 + random.nextInt(1_200));
            scene.kill();
            scene.start();
        }
        return kills;
    }

    private void full(Report report, Path folder) throws IOException, InterruptedException {
        Path mounted = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk disk = new SmallDisk(mounted, 200)) {
            run(report, folder, mounted.resolve("logs"), Scene.Setting.PLAIN, What.DISK, "disk full for 8 s", scene -> {
                for (int i = 0; i < 2; i++) {
                    TimeUnit.SECONDS.sleep(2);
                    disk.full(8);
                }
                return 2;
            });
        }
    }

    private void cut(Report report, Path folder, Path logs) throws IOException, InterruptedException {
        try (Namespace network = new Namespace()) {
            Scene.Setting setting = new Scene.Setting(List.of(), network, null, "");
            run(report, folder, logs, setting, What.NETWORK, "network cut for 5 s", scene -> {
                for (int i = 0; i < 3; i++) {
                    TimeUnit.SECONDS.sleep(2);
                    network.cut(5);
                }
                // A sender's kernel tries again after as long as it had waited before.
                TimeUnit.SECONDS.sleep(8);
                return 3;
            });
        }
    }
}
