package io.heartbeat.pump.journald;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Entries from journal files, merged in the order of systemd: number, else time since boot, else wall clock. */
final class FileEntries implements JournalEntries {
    /** How often directories are listed though nothing was heard of them. */
    private static final long LOOK_MS = 10_000;

    private static final long LOOK_DEAF_MS = 1_000;
    private static final long SETTLE_MS = 50;
    private static final long WAIT_SHORTEST_MS = 2;
    private static final long WAIT_LONGEST_MS = 50;
    /** So many entries are read between two looks at the clock. */
    private static final int STRETCH = 4096;

    private final TimeSource time;
    private final Places places;
    private final FileSet files;
    private final DirectoryStamps listing = new DirectoryStamps();
    private final DirectoryWatch watch = new DirectoryWatch();
    private final Horizon horizon = new Horizon();
    private final Flush flush = new Flush();
    private final Position last = new Position();
    private List<OpenFile> open = List.of();
    private OpenFile lastFile;
    private OpenFile leader;
    private OpenFile second;
    private boolean certain;
    private long entries;
    private long looked;
    private long changed;
    private int stretch;
    private volatile boolean woken;

    /** Opens what there is; throws {@link UnknownFormatException} when a file asks for the fallback. */
    FileEntries(JournalSource source, JournalStart start, TimeSource time, Machine machine, FileSet.Judge judge)
            throws IOException {
        this.time = time;
        places = new Places(source, machine);
        long now = time.wall().toEpochMilli() * 1000;
        Beginning beginning = new Beginning(start, machine.bootId(), now);
        files = new FileSet(places, Matches.of(source.matches()), new ReaderMemory(), beginning, judge);
        try {
            changed = time.steadyMillis();
            look();
            refresh();
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public boolean next(Entry entry) throws IOException {
        if (++stretch >= STRETCH) {
            tend();
        }
        while (true) {
            OpenFile file = pick();
            if (file != null && !horizon.holds(file.position())) {
                hand(file, entry);
                return true;
            }
            if (!refresh() && file == null) {
                return false;
            }
        }
    }

    private void hand(OpenFile file, Entry entry) throws IOException {
        last.set(file.position());
        lastFile = file;
        flush.read(file.runtime(), last);
        file.take(entry);
        entries++;
    }

    /** The file whose entry comes next, null when none has one. */
    private OpenFile pick() throws IOException {
        if (certain && leader != null && leader.candidate() && stillLeads()) {
            return leader;
        }
        leader = null;
        second = null;
        for (OpenFile file : open) {
            if (!candidate(file)) {
                continue;
            }
            if (leader == null || file.position().compare(leader.position()) < 0) {
                second = leader;
                leader = file;
            } else if (second == null || file.position().compare(second.position()) < 0) {
                second = file;
            }
        }
        certain = true;
        return leader;
    }

    private boolean stillLeads() {
        return (second == null || leader.position().compare(second.position()) < 0) && !flush.copied(leader);
    }

    /** An entry that stands in two files is read from one. */
    private boolean candidate(OpenFile file) throws IOException {
        while (file.candidate()) {
            boolean again = file != lastFile && entries > 0 && file.position().same(last);
            if (!again && !flush.copied(file)) {
                return true;
            }
            file.skip();
        }
        return false;
    }

    /** Looks at what the writers have done; true when there may be more. */
    private boolean refresh() throws IOException {
        boolean more = horizon.advance();
        if (stale()) {
            more |= look();
        }
        for (OpenFile file : open) {
            more |= !file.last() && file.refresh();
            horizon.saw(file.header());
        }
        if (files.shutExhausted()) {
            open = files.open();
        }
        certain = false;
        return more;
    }

    /** Whether the list of files may be old. Asks the directories themselves: what a watch hears comes too late. */
    private boolean stale() {
        long now = time.steadyMillis();
        if (files.unsettled() || listing.changed()) {
            changed = now;
        }
        // Two changes within one tick of the file system's clock leave one time stamp.
        return now - changed < SETTLE_MS || now - looked >= (watch.deaf() ? LOOK_DEAF_MS : LOOK_MS);
    }

    private boolean look() throws IOException {
        looked = time.steadyMillis();
        List<OpenFile> before = open;
        List<Path> directories = places.directories();
        watch.watch(directories);
        listing.stamp(directories);
        files.look(directories);
        files.releaseDeleted();
        open = files.open();
        certain = false;
        return !open.equals(before);
    }

    @Override
    public void tend() throws IOException {
        stretch = 0;
        if (stale()) {
            look();
        }
    }

    @Override
    public boolean await(Duration atMost) throws IOException, InterruptedException {
        long end = time.steadyMillis() + atMost.toMillis();
        long pause = WAIT_SHORTEST_MS;
        while (!woken) {
            if (pick() != null || refresh()) {
                return true;
            }
            long left = end - time.steadyMillis();
            if (left <= 0) {
                return false;
            }
            watch.listen(Math.min(left, pause));
            pause = Math.min(pause * 2, WAIT_LONGEST_MS);
        }
        woken = false;
        return false;
    }

    /** Behind which entry it goes on, null before the first. */
    Cursor last() {
        return entries == 0 ? null : last.cursor();
    }

    @Override
    public void wake() {
        woken = true;
    }

    @Override
    public JournalTally tally() {
        return new JournalTally(entries, files.corrupted(), files.lost(), files.size(), false);
    }

    @Override
    public void close() {
        files.close();
        watch.close();
        open = List.of();
        leader = null;
        second = null;
    }
}
