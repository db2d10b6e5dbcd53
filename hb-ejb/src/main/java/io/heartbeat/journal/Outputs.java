package io.heartbeat.journal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.protocol.Message;
import io.heartbeat.rolling.RollingFile;
import io.heartbeat.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The places besides the journal, each with its thread. Thread-safe. */
final class Outputs implements AutoCloseable {
    private static final long CLOSE_MS = 500;

    private final List<Output> outputs = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Outputs(JournalSettings settings, TimeSource time, ThreadFactory factory, Executor background) {
        for (OutputSettings each : settings.outputs()) {
            boolean syslog = each.kind() == OutputSettings.Kind.SYSLOG;
            EntryFormat format = EntryFormat.of(each.format());
            Output output = new Output(
                    each.kind().label(),
                    syslog ? new SyslogFormat(format, each.facility()) : format,
                    transport(each, settings, time, background));
            outputs.add(output);
            threads.add(Recorder.daemon(factory, output, "hb-journal-" + output.name()));
        }
        threads.forEach(Thread::start);
    }

    private static Transport transport(
            OutputSettings to, JournalSettings settings, TimeSource time, Executor background) {
        if (to.kind() == OutputSettings.Kind.FILE) {
            return new FileTransport(new RollingFile(Backing.beside(to.file(), settings, time), time, background));
        }
        boolean gelf = to.kind() == OutputSettings.Kind.GELF;
        return to.protocol() == OutputSettings.Protocol.UDP
                ? new UdpTransport(to.host(), to.port(), gelf, time::steadyNanos)
                : new TcpTransport(to.host(), to.port(), !gelf);
    }

    void offer(String host, Arrival arrival, Message message) {
        if (!outputs.isEmpty()) {
            Entry entry = Entry.of(host, arrival, message);
            outputs.forEach(output -> output.offer(entry));
        }
    }

    void offer(Entry entry) {
        outputs.forEach(output -> output.offer(entry));
    }

    void register(Telemetry telemetry) {
        for (Output output : outputs) {
            String to = output.name();
            telemetry.total(
                    "hbd_journal_output_sent_total", "Entries handed to an output.", output::sent, "output", to);
            String dropped = "hbd_journal_output_dropped_total";
            String help = "Entries that an output lost.";
            telemetry.total(dropped, help, output::overflowed, "output", to, "reason", "queue_full");
            telemetry.total(dropped, help, output::failed, "output", to, "reason", "send_failed");
            telemetry.gauge(
                    "hbd_journal_output_waiting", "Entries that wait for an output.", output::waiting, "output", to);
            telemetry.gauge(
                    "hbd_journal_output_failing",
                    "1 while an output does not work, else 0.",
                    () -> output.problem() == null ? 0 : 1,
                    "output",
                    to);
        }
    }

    /** Sends what waits, for at most half a second. */
    @Override
    public void close() {
        outputs.forEach(Output::close);
        threads.forEach(Thread::interrupt);
        long left = TimeUnit.MILLISECONDS.toNanos(CLOSE_MS);
        for (Thread thread : threads) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left / threads.size());
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
