package io.heartbeat.loghamster;

import io.heartbeat.logstore.LogFile;
import io.heartbeat.wire.loghamster.Dialogue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.DataFormatException;

/**
 * One output file and the streams that write into it. Chunks are written in the order in which they came, by one thread of the
 * pool at a time; checkpoints come between two of them. Thread-safe.
 */
final class Output implements Runnable {
    private static final System.Logger LOG = System.getLogger(Output.class.getName());
    private static final long TORN_LINES = 16 << 20;

    private final LogFile file;
    private final Outputs outputs;
    private final Ledger ledger;
    private final OutputRolling rolling;
    private final Deque<Chunk> chunks = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Fair, for a checkpoint must not starve behind a fast stream. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final List<Stream> streams = new ArrayList<>();
    /** Where streams ended, until the ledger knows. */
    private final Map<String, Account.Place> departed = new LinkedHashMap<>();

    private int expected;
    private Instant due;
    private String key;
    private byte last = '\n';
    private boolean dirty;
    private boolean cutting;

    /** Cuts what an earlier run left behind the last checkpoint, if that will be sent again. */
    Output(LogFile file, Outputs outputs, Ledger ledger, OutputRolling rolling) throws IOException {
        this.file = file;
        this.outputs = outputs;
        this.ledger = ledger;
        this.rolling = rolling;
        this.due = rolling.schedule().next(outputs.now());
        this.key = key(file.path());
        Account account = ledger.of(file.path());
        if (account != null && account.key().equals(key) && account.open() > 0 && file.size() > account.size()) {
            cutting = true;
            cut();
        }
    }

    private static String key(Path path) throws IOException {
        return Files.exists(path)
                ? Files.getAttribute(path, "unix:dev") + ":" + Files.getAttribute(path, "unix:ino")
                : "";
    }

    LogFile file() {
        return file;
    }

    /** Whether nobody writes and nothing is left to be done. */
    boolean idle() {
        turn.lock();
        try {
            return expected == 0 && streams.isEmpty() && chunks.isEmpty() && !dirty && !cutting;
        } finally {
            turn.unlock();
        }
    }

    /** A stream is about to begin: {@link #idle} says no until it did. */
    void expect() {
        turn.lock();
        try {
            expected++;
        } finally {
            turn.unlock();
        }
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
            turn.lock();
            try {
                more = one();
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "writing " + file.path() + " broke; its streams begin anew", broken);
                lose();
            } finally {
                turn.unlock();
            }
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
        Chunk chunk = chunks.peek();
        if (chunk == null || cutting && !cut()) {
            return false;
        }
        if (!chunk.stream().gone() && !written(chunk)) {
            return false;
        }
        chunks.poll();
        chunk.release();
        return true;
    }

    private boolean written(Chunk chunk) {
        Stream stream = chunk.stream();
        try {
            ByteBuffer piece = stream.next(chunk.data());
            while (piece != null) {
                if (!pass(stream, piece)) {
                    return false;
                }
                piece = stream.next(chunk.data());
            }
            return chunk.end() == Chunk.End.NONE || ended(stream, chunk.end());
        } catch (DataFormatException e) {
            stream.peer().sayAndClose(Dialogue.error("The compressed stream is broken: " + e.getMessage()));
            leave(stream);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}: a stream ends: {1}", file.path(), e);
            stream.peer().close();
            leave(stream);
        }
        return true;
    }

    /** Writes a piece, or holds it against what is there; false when the disk took only a part. */
    private boolean pass(Stream stream, ByteBuffer piece) throws IOException {
        int before = piece.remaining();
        boolean all = compared(stream, piece) && appended(stream, piece);
        stream.receive(before - piece.remaining());
        return all;
    }

    private boolean compared(Stream stream, ByteBuffer piece) throws IOException {
        Resend resend = stream.resend();
        if (resend == null) {
            return true;
        }
        resend.compare(piece);
        if (resend.another()) {
            return copiedEqual(stream);
        }
        if (resend.repeated()) {
            settle(stream, resend);
        }
        return true;
    }

    /** All was there: goes on behind it. What stands behind in the file is torn, or another stream's. */
    private void settle(Stream stream, Resend resend) {
        long own = resend.end();
        if (streams.size() == 1 && file.size() > own && resend.equal() > stream.offset()) {
            file.truncate(own);
        }
        stream.from(new Account.Place(resend.equal(), new byte[0], own - resend.equal()));
        stream.resend(null);
        resend.close();
    }

    private boolean copiedEqual(Stream stream) throws IOException {
        Resend resend = stream.resend();
        if (stream.offset() > 0 && !resend.copying()) {
            stream.from(new Account.Place(0, new byte[0], -1));
        }
        for (ByteBuffer bytes = resend.equalBytes(); bytes != null; bytes = resend.equalBytes()) {
            int length = bytes.remaining();
            boolean all = appended(stream, bytes);
            resend.copied(length - bytes.remaining());
            if (!all) {
                return false;
            }
        }
        stream.resend(null);
        resend.close();
        return true;
    }

    private boolean appended(Stream stream, ByteBuffer piece) {
        if (!piece.hasRemaining()) {
            return true;
        }
        long at = file.size();
        ByteBuffer taken = piece.duplicate();
        int count = file.append(piece);
        if (count > 0) {
            taken.limit(taken.position() + count);
            last = taken.get(taken.limit() - 1);
            stream.wrote(taken, at);
            soil();
        }
        return !piece.hasRemaining();
    }

    private void soil() {
        if (!dirty) {
            dirty = true;
            outputs.dirty(this);
        }
    }

    /** False when the last checkpoint did not succeed yet. */
    private boolean ended(Stream stream, Chunk.End end) throws IOException {
        if (end == Chunk.End.BROKEN) {
            leave(stream);
            return true;
        }
        if (stream.resend() != null && stream.resend().equal() > 0) {
            stream.resend().ended();
            if (!copiedEqual(stream)) {
                return false;
            }
        }
        if (!checkpoint()) {
            return stream.gone();
        }
        stream.peer().sayAndClose(Dialogue.done(stream.command(), stream.received()));
        leave(stream);
        return true;
    }

    private void leave(Stream stream) {
        if (streams.remove(stream)) {
            departed.put(stream.name(), stream.place());
        }
        stream.leave();
        soil();
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
            for (Stream old : List.copyOf(streams)) {
                if (old.name().equals(stream.name()) && (old.resumable() || sameMachine(old, stream))) {
                    old.peer().close();
                    leave(old);
                }
            }
            if (cutting && !cut() || dirty && !checkpoint()) {
                throw new IOException(reason());
            }
            place(stream);
            streams.add(stream);
            ledger.note(List.of(account()));
        } finally {
            turn.unlock();
        }
    }

    private static boolean sameMachine(Stream one, Stream other) {
        return one.peer().address().equals(other.peer().address());
    }

    private String reason() {
        return file.alarm().map(alarm -> alarm.reason()).orElse("it cannot be written now");
    }

    private void place(Stream stream) throws IOException {
        key = key(file.path());
        Account account = ledger.of(file.path());
        Account.Place place = account == null ? null : account.places().get(stream.name());
        if (stream.resumable()) {
            long said = stream.init().resume().orElseThrow().offset();
            stream.from(place == null ? new Account.Place(said, new byte[0], -1) : place);
        } else if (place != null && place.begin() >= 0 && account.key().equals(key)) {
            boolean alone = place.begin() + place.offset() == account.size();
            long length = alone ? file.size() - place.begin() : place.offset();
            if (length > 0 && file.size() >= place.begin() + place.offset()) {
                stream.from(place);
                stream.resend(new Resend(file.path(), place.begin(), place.offset(), length));
            }
        }
    }

    /** The whole of a checkpoint; false when the disk refused, and then the streams may have been lost. */
    private boolean checkpoint() {
        Account account = synced();
        if (account == null) {
            return false;
        }
        try {
            ledger.note(List.of(account));
        } catch (IOException e) {
            outputs.ledgerFailed(e);
            soil();
            return false;
        }
        confirm(account);
        return true;
    }

    /** First half of a checkpoint: syncs. Answers what is on the disk then; empty when nothing is new, or the disk refused. */
    Optional<Account> prepare() {
        turn.lock();
        try {
            Account account = dirty && !cutting ? synced() : null;
            if (account != null && rotationDue()) {
                rotate(account);
                return Optional.empty();
            }
            return Optional.ofNullable(account);
        } finally {
            turn.unlock();
        }
    }

    private Account synced() {
        if (outputs.syncs() && !file.sync()) {
            outputs.syncFailed(file.path(), reason());
            lose();
            return null;
        }
        dirty = false;
        return account();
    }

    private Account account() {
        Map<String, Account.Place> places = new LinkedHashMap<>(departed);
        int open = 0;
        for (Stream stream : streams) {
            places.put(stream.name(), stream.place());
            open += stream.resumable() ? 1 : 0;
        }
        refreshKey();
        return new Account(file.path(), key, file.size(), open, outputs.version(), places);
    }

    private void refreshKey() {
        try {
            String now = key(file.path());
            if (!now.equals(key)) {
                key = now;
                streams.forEach(Stream::scattered);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} was not there: {1}", file.path(), e);
        }
    }

    /** Second half, when the ledger has it: tells the senders. */
    void confirm(Account account) {
        turn.lock();
        try {
            departed.entrySet().removeIf(end -> account.places().get(end.getKey()) == end.getValue());
            for (Stream stream : streams) {
                Account.Place place = account.places().get(stream.name());
                if (place != null && stream.resumable() && place.offset() > stream.acknowledged()) {
                    stream.acknowledge(place.offset());
                    stream.peer().say(Dialogue.ack(place.offset()));
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** The ledger did not take the account: it is tried again. */
    void unconfirmed() {
        turn.lock();
        try {
            soil();
        } finally {
            turn.unlock();
        }
    }

    /** A sign of life for senders whose bytes wait for the disk. */
    void reassure() {
        turn.lock();
        try {
            for (Stream stream : streams) {
                if (stream.resumable() && (stream.offset() > stream.acknowledged() || !chunks.isEmpty())) {
                    stream.peer().say(Dialogue.ack(stream.acknowledged()));
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean rotationDue() {
        boolean full = rolling.maxSize() > 0 && file.size() >= rolling.maxSize();
        boolean between = last == '\n' || file.size() > rolling.maxSize() + TORN_LINES;
        return file.size() > 0 && between && (full || !outputs.now().isBefore(due));
    }

    /** Noted on both sides of it, so that a crash finds either the old file at its full length or the new one empty. */
    private void rotate(Account account) {
        try {
            ledger.note(List.of(account));
            file.rotate();
            due = rolling.schedule().next(outputs.now());
            Account after = account();
            ledger.note(List.of(after));
            confirm(account);
        } catch (IOException e) {
            outputs.ledgerFailed(e);
            soil();
        }
    }

    /** Bytes since the last checkpoint may be gone: takes them back, and has them sent again. */
    private void lose() {
        for (Stream stream : List.copyOf(streams)) {
            stream.peer().close();
            stream.leave();
        }
        streams.clear();
        departed.clear();
        dirty = false;
        cutting = true;
        cut();
        if (cutting) {
            outputs.later(this);
        }
    }

    /** The second sync answers for the time after the first, whose answer is about what was cut. */
    private boolean cut() {
        Account account = ledger.of(file.path());
        refreshKey();
        boolean known = account != null && account.key().equals(key);
        boolean cut = !known || file.size() <= account.size() || file.truncate(account.size());
        boolean synced = cut && file.sync();
        if (cut && !synced) {
            synced = file.sync();
        }
        cutting = !synced;
        return synced;
    }
}
