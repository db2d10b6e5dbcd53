package io.heartbeat.pump.journald;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Reads the files; from the first one that only a newer systemd understands on, {@code journalctl} reads in our place. */
final class EitherEntries implements JournalEntries {
    private static final Logger LOG = System.getLogger(EitherEntries.class.getName());

    private final JournalSource source;
    private final TimeSource time;
    private final Machine machine;
    private final Journalctl journalctl;
    private JournalStart start;
    private volatile JournalEntries now;
    private JournalTally before = new JournalTally(0, 0, 0, 0, false);

    EitherEntries(JournalSource source, JournalStart start, TimeSource time, Machine machine, Journalctl journalctl)
            throws IOException {
        this.source = source;
        this.start = start;
        this.time = time;
        this.machine = machine;
        this.journalctl = journalctl;
        try {
            now = new FileEntries(source, start, time, machine, journalctl);
        } catch (UnknownFormatException newer) {
            fall(newer);
        }
    }

    private void fall(UnknownFormatException newer) throws IOException {
        LOG.log(Level.WARNING, "{0}: journalctl reads in our place from now on", newer.getMessage());
        if (now != null) {
            before = now.tally();
            if (now instanceof FileEntries files && files.last() != null) {
                start = JournalStart.after(files.last());
            }
            now.close();
        }
        now = new ExportEntries(journalctl, source, start, time, machine);
    }

    @Override
    public boolean next(Entry entry) throws IOException {
        try {
            return now.next(entry);
        } catch (UnknownFormatException newer) {
            fall(newer);
            return now.next(entry);
        }
    }

    @Override
    public boolean await(Duration atMost) throws IOException, InterruptedException {
        try {
            return now.await(atMost);
        } catch (UnknownFormatException newer) {
            fall(newer);
            return true;
        }
    }

    @Override
    public void tend() throws IOException {
        try {
            now.tend();
        } catch (UnknownFormatException newer) {
            fall(newer);
        }
    }

    @Override
    public void wake() {
        now.wake();
    }

    @Override
    public JournalTally tally() {
        JournalTally tally = now.tally();
        return new JournalTally(
                before.entries() + tally.entries(),
                before.corrupted() + tally.corrupted(),
                before.lost() + tally.lost(),
                tally.filesOpen(),
                tally.fallback());
    }

    @Override
    public void close() {
        now.close();
    }
}
