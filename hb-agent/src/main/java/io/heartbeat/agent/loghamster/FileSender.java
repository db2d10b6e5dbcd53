package io.heartbeat.agent.loghamster;

import io.heartbeat.agent.loghamster.HamsterSettings.Input;
import io.heartbeat.agent.loghamster.HamsterSettings.OnRotate;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.FollowedFile;
import io.heartbeat.pump.follow.Generation;
import io.heartbeat.pump.follow.PositionFile;
import io.heartbeat.wire.loghamster.Accepted;
import io.heartbeat.wire.loghamster.Init;
import io.heartbeat.wire.loghamster.Pace;
import io.heartbeat.wire.loghamster.RefusedException;
import io.heartbeat.wire.loghamster.Tail;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Ships one followed file: oldest generation first, each in a stream of its own. Everything happens in {@link #pass}, which
 * says how long it has nothing to do. For one thread.
 */
final class FileSender implements Closeable {
    private static final System.Logger LOG = System.getLogger(FileSender.class.getName());
    private static final long PORTION = 8 << 20;
    private static final long SAVE_MILLIS = 500;
    private static final long SOON_MILLIS = 20;

    private final Input input;
    private final FollowedFile file;
    private final HamsterSettings settings;
    private final Dialer dialer;
    private final PositionFile positions;
    private final Pace pace;
    private final TimeSource time;
    private final ShippingCounts counts;
    private final Ripeness ripeness;
    private final Retries retries;

    private volatile Delivery delivery;
    private long savedAt;
    private boolean unsaved;
    private int changes;

    /** Opens connections; throws as {@link Session} does. */
    @FunctionalInterface
    interface Dialer {
        Session dial(Init init) throws IOException, RefusedException;
    }

    FileSender(
            Input input,
            Path path,
            HamsterSettings settings,
            Dialer dialer,
            PositionFile positions,
            Pace pace,
            TimeSource time,
            ShippingCounts counts) {
        this.input = input;
        this.settings = settings;
        this.dialer = dialer;
        this.positions = positions;
        this.pace = pace;
        this.time = time;
        this.counts = counts;
        this.file = new FollowedFile(path, positions.of(path), time, counts);
        this.ripeness = new Ripeness(input, settings, file, time);
        this.retries = new Retries(path, time);
        this.savedAt = time.steadyMillis();
    }

    FollowedFile file() {
        return file;
    }

    /** Whether nothing waits to be sent or confirmed, and the file is gone. */
    boolean finished() {
        return file.oldest().isEmpty() && delivery == null;
    }

    /** The first look: what becomes of the file from now on is noticed. Writes nothing, so that a thousand files begin soon. */
    void begin() {
        try {
            file.look();
        } catch (IOException e) {
            failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void look() throws IOException {
        file.look();
        if (file.changes() != changes) {
            // Before its first byte leaves: whoever is killed now must find this generation again, whatever it is
            // called then.
            unsaved = true;
            save(true);
            changes = file.changes();
        }
    }

    /** One look and what follows from it. Answers for how many nanoseconds there is nothing to do. */
    long pass() {
        long pauseNanos;
        try {
            pauseNanos = step();
            save(false);
        } catch (IOException e) {
            pauseNanos = failed(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (RefusedException e) {
            pauseNanos = failed("it refuses: " + e.getMessage());
        }
        return pauseNanos;
    }

    private long step() throws IOException, RefusedException {
        look();
        hear();
        Optional<Generation> oldest = file.oldest();
        if (delivery != null && oldest.filter(delivery::of).isEmpty()) {
            return farewell();
        }
        if (oldest.isEmpty() || ripeness.held(oldest.get())) {
            return millis(settings.poll().toMillis());
        }
        Generation next = oldest.get();
        if (delivery != null && delivery.ending()) {
            return millis(SOON_MILLIS);
        }
        if (delivery == null && retries.left() > 0) {
            return millis(Math.min(settings.poll().toMillis(), retries.left()));
        }
        long from = delivery == null ? next.offset() : delivery.sent();
        long end = ripeness.end(next, from);
        if (end > from) {
            return send(next, end);
        }
        return rest(next, from);
    }

    /** Nothing to send at present: what is complete is given back. */
    private long rest(Generation next, long from) throws IOException {
        boolean arrived = next.offset() >= next.size();
        if (delivery != null && delivery.confirmedAtTheEnd()) {
            return delivery.confirmDue() ? farewell() : millis(SOON_MILLIS);
        }
        if (next.retired() && arrived && from >= next.size() && quiet(next)) {
            done(next);
            return 0;
        }
        return millis(owed() ? SOON_MILLIS : settings.poll().toMillis());
    }

    private boolean quiet(Generation next) {
        return time.steadyMillis() - next.changedAt() >= settings.maxWait().toMillis();
    }

    private void done(Generation next) throws IOException {
        hangUp();
        save(true);
        if (input.onRotate() == OnRotate.DELETE && next.size() > 0 && file.delete(next)) {
            counts.deleted(next);
        }
        file.release(next);
        unsaved = true;
    }

    private long send(Generation next, long end) throws IOException, RefusedException {
        if (delivery == null) {
            open(next);
        }
        long count = Math.min(end - delivery.sent(), Math.min(PORTION, pace.portion()));
        if (count <= 0) {
            return 0;
        }
        long gone = delivery.send(count);
        counts.sent(gone);
        ripeness.sent();
        if (delivery.muchUnconfirmed()) {
            return farewell();
        }
        // A file that is shorter than it was: the next look finds out.
        return gone < count ? millis(SOON_MILLIS) : pace.book(gone);
    }

    private void open(Generation next) throws IOException, RefusedException {
        if (next.id().isEmpty()) {
            throw new IOException(file.path() + " is empty again");
        }
        boolean deflate = settings.target().compress();
        Init init = new Init(
                input.name(),
                file.path().toString(),
                input.service(),
                Optional.of(new Init.Resume(next.offset(), next.id(), deflate)));
        Session opened = dialer.dial(init);
        try {
            begin(opened, next);
        } catch (IOException | RuntimeException failure) {
            opened.close();
            throw failure;
        }
        retries.over();
    }

    private void begin(Session opened, Generation next) throws IOException {
        Accepted accepted = opened.accepted();
        long from = accepted.offset().orElse(next.offset());
        if (from > next.size() || !tailFits(next, from, accepted.tail())) {
            next.rename(next.id() + "." + Long.toHexString(time.wall().toEpochMilli()));
            unsaved = true;
            throw new IOException("the server means another file by that name; it is sent under a new one");
        }
        if (from < next.offset()) {
            LOG.log(
                    Level.WARNING,
                    "{0}: the server has lost what it acknowledged from byte {1} to {2}; it is sent again",
                    file.path(),
                    from,
                    next.offset());
        }
        unsaved |= from != next.offset();
        next.acknowledge(from);
        delivery = new Delivery(opened, next, from, settings.confirm(), time);
        opened.start("loghamster-" + file.path().getFileName());
    }

    private static boolean tailFits(Generation next, long from, String print) throws IOException {
        int length = Tail.length(print);
        return length <= 0 || Tail.print(next.before(from, length)).equals(print);
    }

    /** Takes the server's acknowledgements. */
    private void hear() throws IOException {
        if (delivery != null) {
            unsaved |= delivery.hear();
            if (delivery.over()) {
                hangUp();
            } else {
                delivery.check();
            }
        }
    }

    /** An original server confirms at the end of a stream only. Waits for it, in passes. */
    private long farewell() throws IOException {
        if (delivery.end()) {
            hangUp();
            return 0;
        }
        return millis(SOON_MILLIS);
    }

    private void hangUp() {
        if (delivery != null) {
            delivery.close();
            delivery = null;
        }
    }

    private long failed(String why) {
        hangUp();
        counts.failed();
        retries.failed(why);
        return millis(Math.min(retries.left(), settings.poll().toMillis()));
    }

    private void save(boolean now) throws IOException {
        if (unsaved && (now || time.steadyMillis() - savedAt >= SAVE_MILLIS)) {
            positions.save(file.path(), file.remember());
            savedAt = time.steadyMillis();
            unsaved = false;
        }
    }

    /** Gives a server up that owes an answer and is silent; from another thread than the others. */
    void watch() {
        Delivery open = delivery;
        if (open != null) {
            open.watch();
        }
    }

    /** Whether a stream is open whose bytes are not all confirmed. */
    boolean owed() {
        return delivery != null && delivery.owed();
    }

    /** Asks for the confirmation of what was sent, if the server gives it at the end only. */
    void wrapUp() {
        try {
            hear();
            if (delivery != null && delivery.confirmedAtTheEnd() && !delivery.ending()) {
                farewell();
            }
        } catch (IOException e) {
            failed("at the end: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            hangUp();
            unsaved = true;
            save(true);
        } finally {
            file.close();
        }
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis));
    }
}
