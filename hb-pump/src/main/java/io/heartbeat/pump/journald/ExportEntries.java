package io.heartbeat.pump.journald;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.time.Duration;

/** Entries as {@code journalctl -o export} tells them; a process that ends is started again behind the last entry. */
final class ExportEntries implements JournalEntries {
    private static final long AGAIN_FIRST_MS = 500;
    private static final long AGAIN_LONGEST_MS = 30_000;

    private final Journalctl journalctl;
    private final JournalSource source;
    private final TimeSource time;
    private final Machine machine;
    private final ExportParser parser = new ExportParser();
    private final Position place = new Position();
    private JournalStart start;
    private ExportProcess process;
    private boolean placed;
    private long entries;
    private long again;
    private long pause = AGAIN_FIRST_MS;

    ExportEntries(Journalctl journalctl, JournalSource source, JournalStart start, TimeSource time, Machine machine)
            throws IOException {
        this.journalctl = journalctl;
        this.source = source;
        this.machine = machine;
        this.start = start instanceof JournalStart.Tail ? behindNewest() : start;
        this.time = time;
        run();
    }

    /** The tail as a cursor, so that a process that is started again loses nothing. */
    private JournalStart behindNewest() throws IOException {
        Cursor newest = journalctl.newest(source, machine);
        return newest == null ? JournalStart.head() : JournalStart.after(newest);
    }

    private void run() throws IOException {
        if (start instanceof JournalStart.After after) {
            place.set(after.cursor().position());
            placed = true;
        }
        parser.reset();
        process = new ExportProcess(journalctl.follow(source, start, machine));
    }

    @Override
    public boolean next(Entry entry) throws IOException {
        while (true) {
            while (parser.next(entry)) {
                boolean known = placed && entry.position().same(place);
                place.set(entry.position());
                placed = true;
                if (!known) {
                    entries++;
                    pause = AGAIN_FIRST_MS;
                    return true;
                }
            }
            byte[] piece = process.poll();
            if (piece == null && !(process.over() && startAgain())) {
                return false;
            }
            if (piece != null) {
                parser.feed(piece, 0, piece.length);
            }
        }
    }

    /** It never ends by itself: killed, or its file format is beyond it too. */
    private boolean startAgain() throws IOException {
        long now = time.steadyMillis();
        if (again == 0) {
            again = now + pause;
            pause = Math.min(pause * 2, AGAIN_LONGEST_MS);
        }
        if (now < again) {
            return false;
        }
        again = 0;
        process.close();
        if (placed) {
            start = JournalStart.after(place.cursor());
        }
        run();
        return true;
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        if (parser.pending()) {
            return true;
        }
        byte[] piece = process.poll(Math.max(0, atMost.toMillis()));
        if (piece == null || piece.length == 0) {
            return false;
        }
        parser.feed(piece, 0, piece.length);
        return true;
    }

    @Override
    public void tend() {
        // journalctl lets go of deleted files itself.
    }

    @Override
    public void wake() {
        process.wake();
    }

    @Override
    public JournalTally tally() {
        return new JournalTally(entries, parser.corrupted(), 0, 0, true);
    }

    @Override
    public void close() {
        process.close();
    }
}
