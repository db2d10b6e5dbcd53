package io.heartbeat.pump.pipeline;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.checkpoint.ReaderProgress;
import io.heartbeat.pump.checkpoint.SenderProgress;
import io.heartbeat.pump.checkpoint.StateFile;
import io.heartbeat.pump.config.ReaderSettings;
import io.heartbeat.pump.config.SenderSettings;
import io.heartbeat.pump.filter.GeoIp;
import io.heartbeat.pump.filter.Match;
import io.heartbeat.pump.sender.SenderContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** The way from one source to one destination: an intake, a delivery, and the outbox between them. */
final class Lane {
    private final Parts parts;
    private final SenderProgress progress;
    private final Outbox outbox;
    private final Intake intake;
    private final Delivery delivery;
    private final Thread taking;
    private final Thread delivering;

    /** What a lane is made of. */
    record Parts(
            ReaderSettings reader,
            SenderSettings sender,
            Match everywhere,
            GeoIp places,
            ReaderProgress readerProgress,
            ReaderMetrics metrics,
            StateFile state,
            Path directory,
            TimeSource time,
            Pause pause,
            Executor background,
            BiConsumer<String, Throwable> fatal) {
        /** A directory of the sender's own, below one for its purpose. */
        Path own(String purpose) {
            return directory.resolve(purpose).resolve(reader.name()).resolve(sender.name());
        }
    }

    /** @throws IOException when what lies in the spool cannot be looked at */
    Lane(Parts parts) throws IOException {
        this.parts = parts;
        SenderSettings sender = parts.sender();
        progress = parts.readerProgress().sender(sender.name(), sender.type());
        Spool spool = new Spool(parts.own("spool"), sender.spoolBytes());
        outbox = new Outbox(parts.reader().bufferItems(), parts.reader().bufferBytes(), spool);
        progress.queue(outbox::waiting, outbox::spooled);
        String resume = outbox.recover(parts.readerProgress().resume(progress));
        intake = new Intake(parts, outbox, progress, resume);
        SenderContext context = new SenderContext(
                parts.reader().name(),
                sender.name(),
                parts.own("senders"),
                parts.time(),
                parts.background(),
                parts.metrics());
        delivery = new Delivery(parts, outbox, progress, context);
        String name = parts.reader().name() + "/" + sender.name();
        taking = new Thread(intake, "read " + name);
        delivering = new Thread(delivery, "send " + name);
    }

    void start() {
        delivering.start();
        taking.start();
    }

    /** Begins to end: nothing more is read; what waits is still sent. */
    void finish() {
        intake.stop();
    }

    /** Waits until all is sent, or until this moment of the steady clock; then ends what is left. */
    void join(long deadline) throws InterruptedException {
        taking.join(Math.max(1, deadline - parts.time().steadyMillis()));
        outbox.close();
        if (delivery.isResting()) {
            delivering.interrupt();
        }
        delivering.join(Math.max(1, deadline - parts.time().steadyMillis()));
        delivery.abandon();
        delivering.interrupt();
        delivering.join(Duration.ofSeconds(2).toMillis());
        progress.stopped();
    }

    /** Whether both threads did something since so long. */
    boolean awake(Duration within) {
        return taking.isAlive()
                && delivering.isAlive()
                && parts.time().steadyMillis() - intake.seen() < within.toMillis();
    }

    /** Microseconds since 1970 of the entry that was read last; 0 for none. */
    long readUpTo() {
        return intake.upTo();
    }

    boolean caughtUp() {
        return intake.idle() && outbox.isEmpty();
    }

    SenderProgress progress() {
        return progress;
    }

    String name() {
        return parts.sender().name();
    }

    void measure() {
        Map<String, String> tags = Map.of("sender", parts.sender().name());
        ReaderMetrics metrics = parts.metrics();
        metrics.gauge("journal.last_sent_ago", tags, progress.sentAgo());
        metrics.gauge("journal.sent_lines", tags, (double) progress.count());
        metrics.gauge("journal.sent_bytes", tags, (double) progress.bytes());
        metrics.gauge("journal.status", tags, progress.status().number());
        metrics.gauge("journal.waiting_lines", tags, progress.waiting());
        metrics.gauge("journal.spool_bytes", tags, (double) progress.spooled());
        metrics.gauge("journal.full_for", tags, progress.fullFor());
    }
}
