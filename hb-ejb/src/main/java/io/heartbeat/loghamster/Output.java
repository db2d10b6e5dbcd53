package io.heartbeat.loghamster;

import io.heartbeat.logstore.LogFile;
import io.heartbeat.wire.loghamster.Dialogue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;

/**
 * One output file and the streams that write into it. Chunks are written in the order in which they came, by one thread of the
 * pool at a time; checkpoints come between two of them. Thread-safe.
 */
final class Output implements Runnable {
    private static final System.Logger LOG = System.getLogger(Output.class.getName());

    private final LogFile file;
    private final Outputs outputs;
    private final Checkpoints checkpoints;
    private final Pen pen;
    private final Deque<Chunk> chunks = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Fair, for a checkpoint must not starve behind a fast stream. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private int expected;

    /** Cuts what an earlier run left behind the last checkpoint, if that will be sent again. */
    Output(LogFile file, Outputs outputs, Ledger ledger, OutputRolling rolling) throws IOException {
        this.file = file;
        this.outputs = outputs;
        this.checkpoints = new Checkpoints(this, outputs, ledger, rolling);
        this.pen = new Pen(file, checkpoints);
    }

    LogFile file() {
        return file;
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    private void inTurn(Runnable work) {
        inTurn(() -> {
            work.run();
            return null;
        });
    }

    /** Whether nobody writes and nothing is left to be done. */
    boolean idle() {
        return inTurn(() -> expected == 0 && chunks.isEmpty() && checkpoints.settled());
    }

    /** A stream is about to begin: {@link #idle} says no until it did. */
    void expect() {
        inTurn(() -> {
            expected++;
        });
    }

    /** Takes what is to be written, from an event loop. */
    void offer(Chunk chunk) {
        chunks.add(chunk);
        wake();
    }

    private void wake() {
        if (scheduled.compareAndSet(false, true)) {
            outputs.soon(this);
        }
    }

    /** Writes what waits; when the disk refuses, later. */
    @Override
    public void run() {
        boolean more = true;
        while (more) {
            more = inTurn(this::one);
        }
        if (!chunks.isEmpty()) {
            outputs.later(this);
            return;
        }
        scheduled.set(false);
        if (!chunks.isEmpty()) {
            wake();
        }
    }

    /** Answers whether to go on at once. */
    private boolean one() {
        try {
            Chunk chunk = chunks.peek();
            if (chunk == null || !checkpoints.ready() || !chunk.stream().gone() && !written(chunk)) {
                return false;
            }
            chunks.poll();
            chunk.release();
            return true;
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "writing " + file.path() + " broke; its streams begin anew", broken);
            checkpoints.lose();
            return true;
        }
    }

    private boolean written(Chunk chunk) {
        Stream stream = chunk.stream();
        try {
            ByteBuffer piece = stream.next(chunk.data());
            while (piece != null) {
                if (!pen.write(stream, piece)) {
                    return false;
                }
                piece = stream.next(chunk.data());
            }
            return chunk.end() == Chunk.End.NONE || ended(stream, chunk.end());
        } catch (DataFormatException e) {
            stream.peer().sayAndClose(Dialogue.error("The compressed stream is broken: " + e.getMessage()));
            checkpoints.leave(stream);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}: a stream ends: {1}", file.path(), e);
            stream.peer().close();
            checkpoints.leave(stream);
        }
        return true;
    }

    /** False when the last checkpoint did not succeed yet. */
    private boolean ended(Stream stream, Chunk.End end) throws IOException {
        if (end == Chunk.End.BROKEN) {
            checkpoints.leave(stream);
            return true;
        }
        if (!pen.finish(stream)) {
            return false;
        }
        if (!checkpoints.checkpoint()) {
            return stream.gone();
        }
        stream.peer().sayAndClose(Dialogue.done(stream.command(), stream.received()));
        checkpoints.leave(stream);
        return true;
    }

    /**
     * Admits a stream and finds out where it is to begin; an older connection of the same stream is closed.
     *
     * @throws IOException when the disk does not allow it now
     */
    void begin(Stream stream) throws IOException {
        turn.lock();
        try {
            expected--;
            for (Stream old : checkpoints.streams()) {
                if (old.name().equals(stream.name()) && (old.resumable() || sameMachine(old, stream))) {
                    old.peer().close();
                    checkpoints.leave(old);
                }
            }
            checkpoints.admit(stream);
        } finally {
            turn.unlock();
        }
    }

    private static boolean sameMachine(Stream one, Stream other) {
        return one.peer().address().equals(other.peer().address());
    }

    /** First half of a checkpoint: syncs. Answers what is on the disk then; empty when nothing is new, or the disk refused. */
    Optional<Account> prepare() {
        return inTurn(() -> Optional.ofNullable(checkpoints.prepare()));
    }

    /** Second half, when the ledger has it: tells the senders. */
    void confirm(Account account) {
        inTurn(() -> checkpoints.confirm(account));
    }

    /** The ledger did not take the account: it is tried again. */
    void unconfirmed() {
        inTurn(checkpoints::soil);
    }

    /** A sign of life for senders whose bytes wait for the disk. */
    void reassure() {
        inTurn(() -> {
            for (Stream stream : checkpoints.streams()) {
                if (stream.resumable() && (stream.offset() > stream.acknowledged() || !chunks.isEmpty())) {
                    stream.peer().say(Dialogue.ack(stream.acknowledged()));
                }
            }
        });
    }
}
