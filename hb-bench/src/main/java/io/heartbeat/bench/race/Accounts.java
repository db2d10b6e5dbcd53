package io.heartbeat.bench.race;

import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.MetricsText;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the datagrams of a trial went, by our server's own counters, the journal and the kernel. Not thread-safe. */
final class Accounts {
    private static final String[] ACCEPTED = {
        "hbd_heartbeats_received_total", "hbd_plugin_reports_received_total", "hbd_results_received_total"
    };

    private final HbdReceiver hbd;
    private final Trials trials;
    private final Table table = new Table(
            "Where the datagrams went",
            "load",
            "per second",
            "sent",
            "accepted",
            "journaled",
            "rejected, by reason",
            "RcvbufErrors",
            "socket drops",
            "unaccounted");

    Accounts(HbdReceiver hbd, Trials trials) {
        this.hbd = hbd;
        this.trials = trials;
    }

    /** Runs one trial and adds its row. */
    void trial(LoadCase load, double rate, double seconds) throws IOException, InterruptedException {
        MetricsText before = hbd.server().metrics();
        TrialResult result = trials.run(hbd, load.shape(), load.wire(), rate, seconds, false);
        MetricsText after = hbd.server().metrics();
        Map<String, Double> rejected = difference(before, after);
        double refused =
                rejected.values().stream().mapToDouble(Double::doubleValue).sum();
        double lost = result.sent().sent() - result.received() - refused - result.socketDrops();
        table.row(
                load.title(),
                Figures.rate(result.sent().rate()),
                Long.toString(result.sent().sent()),
                Figures.whole(accepted(after) - accepted(before)),
                Long.toString(result.received()),
                rejected.isEmpty() ? "none" : said(rejected),
                Long.toString(result.receiveBufferErrors()),
                Long.toString(result.socketDrops()),
                Figures.whole(lost));
    }

    private static String said(Map<String, Double> rejected) {
        return rejected.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Figures.whole(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static double accepted(MetricsText metrics) {
        double sum = 0;
        for (String name : ACCEPTED) {
            double value = metrics.sum(name);
            sum += Double.isNaN(value) ? 0 : value;
        }
        return sum;
    }

    private static Map<String, Double> difference(MetricsText before, MetricsText after) {
        Map<String, Double> old = before.by("hbd_datagrams_rejected_total", "reason");
        Map<String, Double> now = after.by("hbd_datagrams_rejected_total", "reason");
        now.replaceAll((reason, value) -> value - old.getOrDefault(reason, 0.0));
        now.values().removeIf(value -> value == 0);
        return now;
    }

    Table table() {
        return table.note("Socket drops are the kernel's count at hbd's sockets; RcvbufErrors is the whole machine's.");
    }
}
