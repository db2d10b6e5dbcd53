package io.heartbeat.bench.soak;

import io.heartbeat.bench.load.LoadSpec;
import io.heartbeat.bench.load.Pool;
import io.heartbeat.bench.load.SendReport;
import io.heartbeat.bench.load.Shape;
import io.heartbeat.bench.load.Signer;
import io.heartbeat.bench.load.Wire;
import io.heartbeat.bench.race.JournalCheck;
import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.run.BenchRun;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description =
                "Runs hbd under an even load (three heartbeats to one plugin report) and judges: journal lines = "
                        + "datagrams sent; heap after a collection, threads and open files flat; no WARNING or SEVERE in its log.")
public final class SoakCommand implements Callable<Integer> {
    private static final long SETTLE_MILLIS = 5_000;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Option(names = "--minutes", defaultValue = "10", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--rate", defaultValue = "5000", description = "Messages a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (BenchRun run = new BenchRun(options, command.commandLine().getOut())) {
            HbdReceiver hbd = new HbdReceiver(run.server());
            LoadSpec spec = new LoadSpec(
                    Shape.MIX,
                    Wire.PLAIN,
                    options.hosts(),
                    rate,
                    (long) (rate * minutes * 60),
                    minutes * 90 + 10,
                    LoadSpec.LOWEST,
                    8);
            Pool pool = Pool.compose(spec, Signer.none());
            Vitals vitals = new Vitals(hbd.pid());
            hbd.mark();
            SendReport sent = send(run, pool, hbd.server(), vitals);
            judge(run, hbd, pool, sent, vitals);
            run.report().add(run.goals().table());
            run.report().markdown(options.markdown());
            return run.goals().met() ? 0 : 1;
        }
    }

    private SendReport send(BenchRun run, Pool pool, HbdServer server, Vitals vitals)
            throws IOException, InterruptedException, ExecutionException {
        ExecutorService background = Executors.newSingleThreadExecutor();
        // Twenty samples; the first comes when the server has warmed up.
        long pause = (long) (minutes * 60_000 / 21);
        try {
            Future<SendReport> sending = background.submit(() -> run.sender().send(pool, server.udpPort()));
            while (true) {
                try {
                    return sending.get(pause, TimeUnit.MILLISECONDS);
                } catch (TimeoutException goesOn) {
                    run.report().say("soak: " + vitals.sample());
                }
            }
        } finally {
            background.shutdownNow();
        }
    }

    private static void judge(BenchRun run, HbdReceiver hbd, Pool pool, SendReport sent, Vitals vitals)
            throws IOException, InterruptedException {
        for (long waited = 0; hbd.received() < sent.sent() && waited < SETTLE_MILLIS; waited += 100) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        run.report().say("soak: reading every line of the journal");
        JournalCheck check = new JournalCheck(pool, sent.sent());
        hbd.journal().read(check::read);
        JournalCheck.Verdict verdict = check.verdict();
        List<String> complaints = hbd.server().complaints();
        Table table = new Table("Journal of the soak", "sent", "lines", "not valid", "foreign", "missing", "doubled");
        table.row(
                Long.toString(sent.sent()),
                Long.toString(verdict.lines()),
                Long.toString(verdict.invalid()),
                Long.toString(verdict.foreign()),
                Long.toString(verdict.missing()),
                Long.toString(verdict.doubled()));
        verdict.examples().forEach(example -> table.note("Not valid: " + example));
        run.report().add(table);
        run.report().add(vitals.table());
        run.goals().holds("Journal lines = datagrams sent, every line valid", verdict.exact() && verdict.lines() > 0);
        vitals.judge(run.goals());
        run.goals().holds("No WARNING or SEVERE in the log", complaints.isEmpty());
        complaints.stream().limit(5).forEach(line -> run.report().say("log: " + line));
    }
}
