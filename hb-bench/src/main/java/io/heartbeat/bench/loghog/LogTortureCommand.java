package io.heartbeat.bench.loghog;

import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Report;
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
                "LogHog under kill -9, failing syncs, a full disk, stopped processes, more datagrams than anybody can take, a cut"
                        + " network, renewed certificates and stepped clocks: is a line torn or doubled, what is lost over TCP"
                        + " and UDP, and does the server know?")
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
    private Set<Torture> only = EnumSet.allOf(Torture.class);

    @Option(names = "--markdown", description = "Also write the table to this file.")
    private Path markdown;

    private final Random random = new Random(50_003);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = new Report(command.commandLine().getOut());
        report.say("Machine: " + Machine.description());
        String before = Machine.load();
        Trials trials = new Trials(report);
        try (WorkDirectory work = new WorkDirectory(directory)) {
            for (Torture what : Torture.values()) {
                if (only.contains(what)) {
                    torture(trials, work.fresh("logtorture"), what);
                }
            }
        }
        trials.finish(before);
        report.markdown(markdown);
        return trials.failed() ? 1 : 0;
    }

    private void torture(Trials trials, Path folder, Torture what) throws IOException, InterruptedException {
        Path logs = folder.resolve("logs");
        switch (what) {
            case KILL -> trials.run(folder, logs, Scene.Setting.PLAIN, what, "kill -9", this::kill);
            case FLOOD ->
                trials.run(
                        folder,
                        logs,
                        new Scene.Setting(List.of(), null, null, "  receive_buffer: 256KiB\n"),
                        what,
                        "SIGSTOP for 1 s, UDP at full blast",
                        scene -> {
                            for (int i = 0; i < 3; i++) {
                                TimeUnit.SECONDS.sleep(1);
                                Shell.freeze(scene.pid(), 1);
                            }
                            return 3;
                        });
            case SYNC ->
                trials.run(
                        folder,
                        logs,
                        new Scene.Setting(FAILING_SYNCS, null, null, "  sync_every: 200ms\n"),
                        what,
                        "fdatasync fails (strace)",
                        scene -> {
                            TimeUnit.SECONDS.sleep(15);
                            return 1;
                        });
            case DISK -> full(trials, folder);
            case STOP ->
                trials.run(folder, logs, Scene.Setting.PLAIN, what, "SIGSTOP for 8 s", scene -> {
                    for (int i = 0; i < 3; i++) {
                        TimeUnit.SECONDS.sleep(1);
                        Shell.freeze(scene.pid(), 8);
                    }
                    return 3;
                });
            case NETWORK -> cut(trials, folder, logs);
            case CERTIFICATE ->
                trials.run(
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
                trials.run(folder, logs, Scene.Setting.PLAIN, what, "clock stepped by an hour", scene -> {
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

    private int kill(Scene scene, List<Outages> outages) throws IOException, InterruptedException {
        for (int i = 0; i < kills; i++) {
            TimeUnit.MILLISECONDS.sleep(400 + random.nextInt(1_200));
            scene.kill();
            outages.forEach(Outages::gone);
            scene.start();
            outages.forEach(Outages::back);
        }
        return kills;
    }

    private void full(Trials trials, Path folder) throws IOException, InterruptedException {
        Path mounted = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk disk = new SmallDisk(mounted, 200)) {
            trials.run(
                    folder, mounted.resolve("logs"), Scene.Setting.PLAIN, Torture.DISK, "disk full for 8 s", scene -> {
                        for (int i = 0; i < 2; i++) {
                            TimeUnit.SECONDS.sleep(2);
                            disk.full(8);
                        }
                        return 2;
                    });
        }
    }

    private void cut(Trials trials, Path folder, Path logs) throws IOException, InterruptedException {
        try (Namespace network = new Namespace()) {
            Scene.Setting setting = new Scene.Setting(List.of(), network, null, "");
            trials.run(folder, logs, setting, Torture.NETWORK, "network cut for 5 s", scene -> {
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
