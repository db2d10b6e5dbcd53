package io.heartbeat.loghamster;

import io.heartbeat.logstore.LogFile;
import io.heartbeat.wire.loghamster.Dialogue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of one output is on the disk, and who is told: syncs, accounts for the ledger, acknowledgements, rotation between two
 * checkpoints, and the way back when a sync failed. Knows the streams that write. For whoever has the output's turn.
 */
final class Checkpoints {
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());
    private static final long TORN_LINES = 16 << 20;

    private final Output output;
    private final LogFile file;
    private final Outputs outputs;
    private final Ledger ledger;
    private final OutputRolling rolling;
    private final List<Stream> streams = new ArrayList<>();
    /** Where streams ended, until the ledger knows. */
    private final Map<String, Account.Place> departed = new LinkedHashMap<>();

    private Instant due;
    private String key;
    private byte last = '\n';
    private boolean dirty;
    private boolean cutting;

    /** Cuts what an earlier run left behind the last checkpoint, if that will be sent again. */
    Checkpoints(Output output, Outputs outputs, Ledger ledger, OutputRolling rolling) throws IOException {
        this.output = output;
        this.file = output.file();
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

    /** Whether nobody writes and everything is on the disk. */
    boolean settled() {
        return streams.isEmpty() && !dirty && !cutting;
    }

    /** Whether something may be written: what has to be cut is cut. */
    boolean ready() {
        return !cutting || cut();
    }

    /** Whether one stream writes, and no other. */
    boolean alone() {
        return streams.size() == 1;
    }

    List<Stream> streams() {
        return List.copyOf(streams);
    }

    /**
     * Lets a stream write from the place on that is known of it.
     *
     * @throws IOException when the disk does not allow it now
     */
    void admit(Stream stream) throws IOException {
        if (!ready() || dirty && !checkpoint()) {
            throw new IOException(reason());
        }
        place(stream);
        streams.add(stream);
        ledger.note(List.of(account()));
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

    private String reason() {
        return file.alarm().map(alarm -> alarm.reason()).orElse("it cannot be written now");
    }

    /** A stream ends here. */
    void leave(Stream stream) {
        if (streams.remove(stream)) {
            departed.put(stream.name(), stream.place());
        }
        stream.leave();
        soil();
    }

    /** Bytes were appended, this one at last. */
    void wrote(byte end) {
        last = end;
        soil();
    }

    /** There is something that the next checkpoint has to look at. */
    void soil() {
        if (!dirty) {
            dirty = true;
            outputs.dirty(output);
        }
    }

    /** The whole of a checkpoint; false when the disk refused, and then the streams may have been lost. */
    boolean checkpoint() {
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

    /** First half of a checkpoint: syncs. Answers what is on the disk then; null when nothing is new, or the disk refused. */
    Account prepare() {
        Account account = dirty && !cutting ? synced() : null;
        if (account != null && rotationDue()) {
            rotate(account);
            return null;
        }
        return account;
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
        departed.entrySet().removeIf(end -> account.places().get(end.getKey()) == end.getValue());
        for (Stream stream : streams) {
            Account.Place place = account.places().get(stream.name());
            if (place != null && stream.resumable() && place.offset() > stream.acknowledged()) {
                stream.acknowledge(place.offset());
                stream.peer().say(Dialogue.ack(place.offset()));
            }
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
    void lose() {
        for (Stream stream : streams) {
            stream.peer().close();
            stream.leave();
        }
        streams.clear();
        departed.clear();
        dirty = false;
        cutting = true;
        if (!cut()) {
            outputs.later(output);
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
