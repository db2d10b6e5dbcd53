package io.heartbeat.bench.latency;

import io.heartbeat.bench.load.LoadSpec;
import io.heartbeat.bench.load.Pool;
import io.heartbeat.bench.load.SendReport;
import io.heartbeat.bench.load.Shape;
import io.heartbeat.bench.load.Signer;
import io.heartbeat.bench.load.Wire;
import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.run.BenchRun;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench latency}. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "Receive to journal and receive to WebSocket of hbd at 20,000 heartbeats a second.")
public final class LatencyCommand implements Callable<Integer> {
    private static final double RATE = 20_000;
    private static final double WANTED_MILLIS = 50;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    /** One round: what was seen, and what the feed had to carry. */
    private record Round(Sightings sightings, SendReport sent, long frames) {}

    @Override
    public Integer call() throws Exception {
        try (BenchRun run = new BenchRun(options, command.commandLine().getOut())) {
            measure(run, run.server());
            run.report().add(run.goals().table());
            run.report().markdown(options.markdown());
            return run.goals().met() ? 0 : 1;
        }
    }

    /** Runs the rounds and puts the table and the judgement where they belong. */
    public static void measure(BenchRun run, HbdServer server) throws Exception {
        int rounds = run.options().quick() ? 1 : 3;
        double seconds = run.options().quick() ? 3 : 10;
        round(run, server, 2);
        List<Round> done = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Round round = round(run, server, seconds);
            done.add(round);
            run.report()
                    .say("latency: " + round.sent.sent() + " heartbeats, " + round.sightings.probes() + " probes, "
                            + round.frames + " frames of the live feed");
        }
        tell(run, done);
    }

    private static Round round(BenchRun run, HbdServer server, double seconds) throws Exception {
        LoadSpec spec = new LoadSpec(
                Shape.HTB,
                Wire.PLAIN,
                run.options().hosts(),
                RATE,
                (long) (RATE * seconds),
                seconds + 1,
                LoadSpec.LOWEST,
                8);
        Pool pool = Pool.compose(spec, Signer.none());
        Sightings sightings = new Sightings();
        ExecutorService background = Executors.newSingleThreadExecutor();
        try (JournalTail tail = new JournalTail(server.journal().resolve("messages.journal"), sightings);
                Watcher watcher = new Watcher(feed(server), sightings)) {
            Future<SendReport> sent = background.submit(() -> run.sender().send(pool, server.udpPort()));
            Probes.send(server.udpPort(), seconds, sightings);
            SendReport report = sent.get();
            Thread.sleep(2_000);
            if (watcher.ended() != null) {
                throw new IOException("the live feed ended during the load: " + watcher.ended());
            }
            return new Round(sightings, report, watcher.frames());
        } finally {
            background.shutdownNow();
        }
    }

    private static URI feed(HbdServer server) {
        return URI.create("ws://127.0.0.1:" + server.wsPort() + "/ws/live");
    }

    private static void tell(BenchRun run, List<Round> rounds) {
        Table table = new Table(
                "Latency at " + Figures.rate(RATE) + " heartbeats a second, ms, medians of " + rounds.size()
                        + " rounds",
                "way",
                "p50",
                "p99",
                "largest",
                "probes seen");
        row(table, "receive → journal", rounds, Sightings::receiveToJournal);
        double p99 = row(table, "receive → WebSocket", rounds, Sightings::receiveToWatcher);
        row(table, "send → WebSocket", rounds, Sightings::sendToWatcher);
        run.report().add(table);
        run.goals().atMost("p99 receive → WebSocket at 20,000/s", WANTED_MILLIS, p99, " ms");
        boolean all =
                rounds.stream().allMatch(r -> r.sightings.sendToWatcher().getTotalCount() >= r.sightings.probes());
        run.goals().holds("Every probe reached the WebSocket", all);
    }

    private interface Way {
        Histogram of(Sightings sightings);
    }

    private static double row(Table table, String name, List<Round> rounds, Way way) {
        List<Histogram> histograms =
                rounds.stream().map(round -> way.of(round.sightings)).toList();
        double p99 = median(histograms, 99);
        long seen = histograms.stream().mapToLong(Histogram::getTotalCount).sum();
        long sent = rounds.stream().mapToLong(round -> round.sightings.probes()).sum();
        table.row(
                name,
                Figures.two(median(histograms, 50)),
                Figures.two(p99),
                Figures.two(median(histograms, 100)),
                seen + " of " + sent);
        return p99;
    }

    private static double median(List<Histogram> histograms, double percentile) {
        return Figures.median(histograms.stream()
                .map(h -> h.getTotalCount() == 0 ? Double.NaN : h.getValueAtPercentile(percentile) / 1000.0)
                .toList());
    }
}
