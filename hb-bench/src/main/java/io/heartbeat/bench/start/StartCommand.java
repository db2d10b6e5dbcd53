package io.heartbeat.bench.start;

import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.run.BenchRun;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench start}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "From start to ready (HTTP 200 of /health/ready): hbd beside an empty Payara Micro, in turns.")
public final class StartCommand implements Callable<Integer> {
    private static final double WANTED = 2;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BenchRun run = new BenchRun(options, command.commandLine().getOut())) {
            measure(run);
            run.report().add(run.goals().table());
            run.report().markdown(options.markdown());
            return run.goals().met() ? 0 : 1;
        }
    }

    /** Starts both in turns and puts the table and the judgement where they belong. */
    public static void measure(BenchRun run) throws IOException, InterruptedException {
        int rounds = run.options().quick() ? 1 : 3;
        List<Double> ours = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (HbdServer server = run.server()) {
                ours.add(server.startTime().toMillis() / 1000.0);
            }
            empty.add(EmptyServer.start(run) / 1000.0);
            ratios.add(ours.get(i) / empty.get(i));
            run.report()
                    .say("start: hbd " + Figures.two(ours.get(i)) + " s, empty Payara Micro "
                            + Figures.two(empty.get(i)) + " s");
        }
        Table table = new Table("Start to ready, seconds", "server", "median", "rounds");
        table.row("hbd", Figures.two(Figures.median(ours)), said(ours));
        table.row("empty Payara Micro", Figures.two(Figures.median(empty)), said(empty));
        run.report().add(table.note(archive(run.options().home())));
        run.goals().atMost("Start to ready, of an empty Payara Micro's", WANTED, Figures.median(ratios), " ×");
    }

    private static String archive(Path home) {
        boolean prepared = Files.exists(home.resolve("lib/hbd/hbd.jsa"))
                || Files.exists(home.resolve("hb-micro/target/hbd/hbd.jsa"));
        return prepared
                ? "hbd has its archive of loaded classes (bin/hbd --make-archive), Payara Micro the JDK's own."
                : "hbd has no archive of loaded classes; bin/hbd --make-archive makes one.";
    }

    private static String said(List<Double> seconds) {
        return seconds.stream().map(Figures::two).collect(Collectors.joining(", "));
    }
}
