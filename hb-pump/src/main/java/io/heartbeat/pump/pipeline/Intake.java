package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.checkpoint.SenderProgress;
import io.heartbeat.pump.json.EntryJson;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.source.LogStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Reads entries, and writes those for its sender into batches. Never rests while there is work: it waits for new entries, or
 * for room in the outbox.
 */
final class Intake implements Runnable {
    private static final Logger LOG = System.getLogger(Intake.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Looking at the clock costs more than an entry. */
    private static final int CLOCK_EACH = 64;

    private final Lane.Parts parts;
    private final Outbox outbox;
    private final SenderProgress progress;
    private final EntryJson json;
    private final long intervalMillis;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final String begin;
    private Object through;
    private Batch batch;
    private long begun;
    private long corrupted;
    private long lost;
    private long savedAt;
    private boolean full;
    private boolean telling;
    private volatile LogStream open;
    private volatile Thread resting;
    private volatile boolean stopping;
    private volatile boolean idle;
    private volatile long seen;
    private volatile long upTo;

    Intake(Lane.Parts parts, Outbox outbox, SenderProgress progress, String begin) {
        this.parts = parts;
        this.outbox = outbox;
        this.progress = progress;
        this.begin = begin;
        this.json = new EntryJson(parts.sender().filter(), parts.sender().extras());
        this.intervalMillis = parts.sender().interval().toMillis();
        this.batch = outbox.lend();
        this.seen = parts.time().steadyMillis();
    }

    @Override
    public void run() {
        while (!stopping) {
            try (LogStream stream =
                    parts.reader().source().open(through == null ? begin : through.toString(), parts.time())) {
                open = stream;
                corrupted = 0;
                lost = 0;
                backoff.reset();
                read(stream);
            } catch (InterruptedException | ClosedByInterruptException e) {
                stopping = true;
            } catch (IOException | RuntimeException e) {
                broke(e);
            } catch (Error e) {
                parts.fatal().accept("read " + parts.reader().name(), e);
                return;
            }
        }
        hand();
    }

    private void broke(Exception failure) {
        if (stopping) {
            return;
        }
        LOG.log(
                telling ? Level.DEBUG : Level.WARNING,
                "reader {0} cannot read for {1}, and tries again: {2}",
                parts.reader().name(),
                parts.sender().name(),
                failure instanceof IOException && failure.getMessage() != null
                        ? failure.getMessage()
                        : failure.toString());
        telling = true;
        parts.metrics().broke(failure, "read");
        resting = Thread.currentThread();
        try {
            parts.pause().rest(backoff.next());
        } catch (InterruptedException e) {
            LOG.log(
                    Level.DEBUG,
                    "{0} ends while it waits to read again",
                    parts.reader().name());
        } finally {
            resting = null;
            seen = parts.time().steadyMillis();
        }
    }

    private void read(LogStream stream) throws IOException, InterruptedException {
        Sieve sieve = new Sieve(parts, stream);
        int sinceClock = 0;
        while (!stopping) {
            if (stream.next()) {
                idle = false;
                telling = false;
                Object place = stream.place();
                if (sieve.passes(place) && !take(stream, sieve)) {
                    return; // it was not taken: it is read again
                }
                through = place;
                if (++sinceClock >= CLOCK_EACH) {
                    sinceClock = 0;
                    look(stream);
                }
            } else {
                sinceClock = 0;
                idle = true;
                look(stream);
                stream.await(patience());
            }
        }
    }

    /** False when the pump is stopping and the entry has no room. */
    private boolean take(LogStream stream, Sieve sieve) throws IOException, InterruptedException {
        if (!json.write(stream, sieve.redacted())) {
            parts.metrics().count("journal.read_error", Map.of("error", "too_long"));
        }
        upTo = stream.realtimeMicros();
        int length = json.length();
        if (batch.size() > 0
                && (batch.weight() + length + Batch.OVERHEAD > Batch.MAX_BYTES || !outbox.fits(batch, length))) {
            hand();
        }
        while (batch.size() == 0 && !outbox.awaitRoom(length, LOOK)) {
            if (stopping) {
                return false;
            }
            stand(stream);
        }
        if (full) {
            full = false;
            progress.full(false);
        }
        if (batch.size() == 0) {
            begun = parts.time().steadyMillis();
        }
        batch.add(json.bytes(), 0, length, stream.place(), stream.realtimeMicros());
        return true;
    }

    /** There is no room: what is held open is looked after meanwhile, so that journald's own vacuum frees the disk. */
    private void stand(LogStream stream) throws IOException {
        full = true;
        progress.full(true);
        stream.tend();
        look(stream);
    }

    private void hand() {
        if (batch.size() > 0) {
            int last = batch.size() - 1;
            progress.buffered(batch.cursor(last), batch.size(), batch.start(batch.size()));
            outbox.hand(batch, through == null ? batch.place(last) : through);
            batch = outbox.lend();
        }
    }

    /** What the clock and the stream's counters ask for. */
    private void look(LogStream stream) {
        long now = parts.time().steadyMillis();
        seen = now;
        if (batch.size() > 0) {
            if (now - begun >= intervalMillis) {
                hand();
            }
        } else if (through != null && now - savedAt >= LOOK.toMillis() && outbox.passed(through)) {
            savedAt = now;
            progress.passed(through.toString());
        }
        tell(stream);
    }

    /** All senders of a reader meet the same broken places; what is lost, is lost for this one only. */
    private void tell(LogStream stream) {
        String name = parts.sender().name();
        long more = stream.corrupted() - corrupted;
        if (more > 0) {
            corrupted += more;
            long news = parts.readerProgress().corrupted(name, more);
            parts.metrics().count("journal.corrupted_log_entry", Map.of(), news);
        }
        long gone = stream.lost() - lost;
        if (gone > 0) {
            lost += gone;
            progress.lost(gone);
            parts.metrics().count("journal.lost_log_entry", Map.of("sender", name), gone);
        }
    }

    private Duration patience() {
        if (batch.size() == 0) {
            return LOOK;
        }
        long left = intervalMillis - (parts.time().steadyMillis() - begun);
        return Duration.ofMillis(Math.max(0, Math.min(left, LOOK.toMillis())));
    }

    void stop() {
        stopping = true;
        LogStream stream = open;
        if (stream != null) {
            stream.wake();
        }
        outbox.nudge();
        Thread sleeper = resting;
        if (sleeper != null) {
            sleeper.interrupt();
        }
    }

    long seen() {
        return seen;
    }

    long upTo() {
        return upTo;
    }

    boolean idle() {
        return idle;
    }
}
