package io.heartbeat.pump.source.file;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.Wildcards;
import io.heartbeat.pump.source.LogSource;
import io.heartbeat.pump.source.LogStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Files as a source.
 *
 * @param files which
 * @param tail whether files that are there at the very first start are read from their end
 * @param identifier SYSLOG_IDENTIFIER of every entry; empty: each file's name up to its first dot
 * @param host _HOSTNAME of every entry
 * @param longest bytes of a line; what is longer becomes several entries
 */
record FileLog(List<Wildcards> files, boolean tail, String identifier, String host, int longest) implements LogSource {
    private static final Logger LOG = System.getLogger(FileLog.class.getName());

    @Override
    public LogStream open(String after, TimeSource time) throws IOException {
        FilePlace begin = null;
        if (after != null) {
            try {
                begin = FilePlace.parse(after);
            } catch (IllegalArgumentException e) {
                LOG.log(Level.WARNING, "{0}: reading begins at the oldest line", e.getMessage());
            }
        }
        return new FileStream(this, begin, after == null && tail, time);
    }

    @Override
    public int compare(Object one, Object other) {
        return ((FilePlace) one).compare((FilePlace) other);
    }

    @Override
    public Object place(String cursor) {
        return FilePlace.parse(cursor);
    }
}
