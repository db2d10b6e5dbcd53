package io.heartbeat.pump.source;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.journald.Cursor;
import io.heartbeat.pump.journald.JournalReader;
import io.heartbeat.pump.journald.JournalSource;
import io.heartbeat.pump.journald.JournalStart;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** systemd's journal as a source. */
record JournalLog(JournalSource source, JournalStart start) implements LogSource {
    private static final Logger LOG = System.getLogger(JournalLog.class.getName());

    @Override
    public LogStream open(String after, TimeSource time) throws IOException {
        return new JournalStream(JournalReader.open(source, after == null ? start : behind(after), time));
    }

    private static JournalStart behind(String cursor) {
        try {
            return JournalStart.after(Cursor.parse(cursor));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "{0}: reading begins at the oldest entry", e.getMessage());
            return JournalStart.head();
        }
    }

    @Override
    public int compare(Object one, Object other) {
        return ((Cursor) one).compare((Cursor) other);
    }

    @Override
    public Object place(String cursor) {
        return Cursor.parse(cursor);
    }
}
