package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.checkpoint.SenderProgress;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.RetryAfterException;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Sends batch after batch, for ever: what is pending after an attempt is offered again after a backoff. The cursor moves, and
 * is on disk, before the next batch begins, so that a crash repeats one batch at most.
 */
final class Delivery implements Runnable {
    private static final Logger LOG = System.getLogger(Delivery.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Lane.Parts parts;
    private final Outbox outbox;
    private final SenderProgress progress;
    private final SenderContext context;
    private final DeadLetters letters;
    private final Backoff backoff;
    private Sender sender;
    private boolean failedToStart;
    private boolean telling;
    private volatile boolean abandoned;
    private volatile boolean resting;

    Delivery(Lane.Parts parts, Outbox outbox, SenderProgress progress, SenderContext context) {
        this.parts = parts;
        this.outbox = outbox;
        this.progress = progress;
        this.context = context;
        this.letters = new DeadLetters(parts);
        this.backoff =
                new Backoff(RandomGenerator.getDefault(), parts.sender().plan().longestRest());
    }

    @Override
    public void run() {
        try {
            while (!abandoned) {
                Slot slot = head();
                if (slot != null) {
                    attempt(slot);
                } else if (outbox.isClosed()) {
                    break;
                } else {
                    tend();
                }
            }
        } catch (InterruptedException stopping) {
            LOG.log(Level.DEBUG, "{0} ends with {1} entries waiting", context.name(), outbox.waiting());
        } catch (RuntimeException | Error e) {
            parts.fatal().accept("send " + context.name(), e);
        } finally {
            shut();
            letters.close();
        }
    }

    private Slot head() throws InterruptedException {
        try {
            Slot slot = outbox.head(LOOK);
            int lost = outbox.takeLost();
            if (lost > 0) {
                progress.lost(lost);
                parts.metrics().count("journal.lost_log_entry", Map.of("sender", context.name()), lost);
            }
            return slot;
        } catch (IOException e) {
            failed(e);
            return null;
        }
    }

    private void tend() throws InterruptedException {
        try {
            if (sender == null) {
                open();
            }
            sender.tend();
            worked();
        } catch (IOException | RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    private void attempt(Slot slot) throws InterruptedException {
        String trouble = null;
        Throwable failure = null;
        try {
            if (sender == null) {
                open();
            }
            sender.send(slot.batch);
            trouble = slot.batch.takeTrouble();
        } catch (IOException | RuntimeException | LinkageError e) { // a library of the sender may lack a class
            failure = e;
        }
        boolean done = settle(slot);
        if (failure != null) {
            failed(failure);
        } else if (!done) {
            failed(new IOException(trouble == null ? "the destination did not take everything" : trouble));
        } else {
            worked();
        }
    }

    private void open() throws IOException, InterruptedException {
        try {
            sender = parts.sender().plan().open(context);
        } catch (IOException | RuntimeException | LinkageError e) {
            failedToStart = true;
            parts.metrics().gauge("sender.failed_to_start", Map.of("sender", context.name()), 1);
            throw new IOException("cannot start: " + message(e), e);
        }
        if (failedToStart) {
            failedToStart = false;
            parts.metrics().gauge("sender.failed_to_start", Map.of("sender", context.name()), 0);
        }
    }

    /** Takes note of what became of the batch; true when nothing of it is left to send. */
    private boolean settle(Slot slot) {
        Batch batch = slot.batch;
        progress.deadLetters(letters.take(batch));
        boolean done = batch.pending() == 0;
        int end = done ? batch.size() : batch.next(0);
        int begin = slot.settled;
        if (end > begin || done) {
            slot.settled = end;
            String cursor = done ? slot.through.toString() : batch.cursor(end - 1);
            progress.settled(cursor, end - begin, batch.start(end) - batch.start(begin));
            if (done) {
                outbox.sent(slot);
            }
            save();
        }
        if (done) {
            outbox.done(slot);
        }
        return done;
    }

    private void save() {
        try {
            parts.state().save();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the state file cannot be written, a restart will repeat entries: {0}",
                    e.toString());
            parts.metrics().broke(e, "state");
        }
    }

    private void worked() {
        backoff.reset();
        if (progress.connected() || telling) {
            LOG.log(Level.INFO, "{0}/{1} sends", context.reader(), context.name());
        }
        telling = false;
    }

    private void failed(Throwable failure) throws InterruptedException {
        String message = message(failure);
        progress.failed(message);
        outbox.failing();
        parts.metrics().broke(failure, "send");
        LOG.log(
                telling ? Level.DEBUG : Level.WARNING,
                "{0}/{1} cannot send, and tries again: {2}",
                context.reader(),
                context.name(),
                message);
        telling = true;
        if (sender != null && !sender.survivesFailure()) {
            shut();
        }
        if (outbox.isClosed()) {
            throw new InterruptedException("no time for another attempt");
        }
        resting = true;
        try {
            parts.pause().rest(rest(failure));
        } finally {
            resting = false;
        }
    }

    /** At least as long as the destination asked for, when it sent or when it was opened. */
    private Duration rest(Throwable failure) {
        Duration next = backoff.next();
        Throwable cause = failure.getCause() instanceof RetryAfterException ? failure.getCause() : failure;
        return cause instanceof RetryAfterException asked && asked.delay().compareTo(next) > 0 ? asked.delay() : next;
    }

    private static String message(Throwable failure) {
        return failure instanceof IOException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
    }

    private void shut() {
        Sender open = sender;
        sender = null;
        if (open != null) {
            open.close();
        }
    }

    boolean isResting() {
        return resting;
    }

    /** No further attempt after the one that goes on. */
    void abandon() {
        abandoned = true;
    }
}
