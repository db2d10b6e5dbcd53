package io.heartbeat.bench.loghog;

import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a server under a torture while two programs log, one over TCP and one over UDP, and writes down what became of every
 * message. Not thread-safe.
 */
final class Trials {
    private final Report report;
    private final Table table = new Table(
            "LogHog tortured",
            "what",
            "events",
            "TCP sent",
            "TCP lost",
            "UDP sent",
            "UDP lost",
            "counted by hbd",
            "torn",
            "doubled",
            "verdict");
    private final Table killed = new Table(
            "LogHog killed",
            "over",
            "kills",
            "sent",
            "lost",
            "on their way at a kill",
            "the most at one",
            "sent to nobody");
    private boolean anyKilled;
    private boolean failed;

    /** What is done to the server while it works; answers how often. */
    @FunctionalInterface
    interface Ordeal {
        int inflict(Scene scene) throws IOException, InterruptedException;
    }

    /** The same where the server goes away. */
    @FunctionalInterface
    interface Absence {
        int inflict(Scene scene, List<Outages> outages) throws IOException, InterruptedException;
    }

    Trials(Report report) {
        this.report = report;
    }

    void run(Path folder, Path logs, Scene.Setting setting, Torture kind, String what, Ordeal torture)
            throws IOException, InterruptedException {
        run(folder, logs, setting, kind, what, (scene, outages) -> torture.inflict(scene));
    }

    void run(Path folder, Path logs, Scene.Setting setting, Torture kind, String what, Absence torture)
            throws IOException, InterruptedException {
        try (Scene scene = new Scene(folder, logs, setting)) {
            scene.start();
            Talker stream = scene.papers() == null ? Talker.tcp(scene) : Talker.tls(scene);
            Talker datagrams = kind == Torture.FLOOD ? Talker.flood(scene) : Talker.udp(scene);
            Outages ofStream = new Outages(stream::reached);
            Outages ofDatagrams = new Outages(datagrams::reached);
            int events;
            try (stream;
                    datagrams) {
                TimeUnit.SECONDS.sleep(1);
                events = torture.inflict(scene, List.of(ofStream, ofDatagrams));
                TimeUnit.SECONDS.sleep(1);
            }
            settle(scene);
            long counted = scene.endAndCount();
            Written written = new Written(scene.lines());
            judge(kind, what, events, stream, datagrams, counted, written);
            if (ofStream.count() > 0) {
                anyKilled = true;
                tell("TCP", stream, ofStream, written);
                tell("UDP", datagrams, ofDatagrams, written);
            }
        }
    }

    private void tell(String protocol, Talker talker, Outages outages, Written written) {
        BitSet missing = written.missing(talker.mark(), talker.sent());
        killed.row(
                protocol,
                Integer.toString(outages.count()),
                Integer.toString(talker.sent().cardinality()),
                Integer.toString(missing.cardinality()),
                Integer.toString(outages.onTheirWay(missing)),
                Integer.toString(outages.mostOnTheirWay(missing)),
                Integer.toString(outages.unheard(missing)));
    }

    private void judge(
            Torture kind, String what, int events, Talker stream, Talker datagrams, long counted, Written written) {
        int lost = written.missing(stream.mark(), stream.sent()).cardinality();
        int unheard = written.missing(datagrams.mark(), datagrams.sent()).cardinality();
        boolean whole = written.torn() == 0 && written.doubled() == 0;
        boolean good = whole && (lost == 0 || kind.streamMayLose) && (unheard == counted || !kind.datagramsAreCounted);
        failed |= !good;
        String[] row = {
            what,
            Integer.toString(events),
            Integer.toString(stream.sent().cardinality()),
            Integer.toString(lost),
            Integer.toString(datagrams.sent().cardinality()),
            Integer.toString(unheard),
            kind == Torture.KILL ? "–" : Long.toString(counted),
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
        long now = Written.lines(scene.lines());
        while (now != before) {
            TimeUnit.SECONDS.sleep(2);
            before = now;
            now = Written.lines(scene.lines());
        }
    }

    /** Whether a line was torn or doubled, or lost without a word. */
    boolean failed() {
        return failed;
    }

    /** @param before the load averages at the beginning */
    void finish(String before) throws IOException {
        table.note(
                "Sent: what the sender's kernel took. Counted: datagrams that hbd says it or its kernel dropped. Load"
                        + " average before: " + before + ", behind: " + Machine.load() + ".");
        report.add(table);
        if (anyKilled) {
            killed.note(
                    "On their way: in the buffers of the sockets, or read and not written, when the process was gone. To"
                            + " nobody: sent before it was back.");
            report.add(killed);
        }
    }
}
