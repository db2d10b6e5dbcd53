package io.heartbeat.pump.source;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.Remembered;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file as a source: each line is an entry.
 *
 * @param path the name that is followed
 * @param fromEnd whether what stands in the file at the very first look is passed over
 * @param identifier what the entries bear as SYSLOG_IDENTIFIER
 * @param hostname what they bear as _HOSTNAME
 * @param poll from one look at the file to the next
 * @param patience how long a last line without end waits for its end
 */
record FileLog(Path path, boolean fromEnd, String identifier, String hostname, Duration poll, Duration patience)
        implements LogSource {
    private static final System.Logger LOG = System.getLogger(FileLog.class.getName());

    @Override
    public LogStream open(String after, TimeSource time) {
        return new FileStream(this, remembered(after), time);
    }

    private Remembered remembered(String after) {
        try {
            return after == null ? Remembered.NOTHING : Remembered.parse(path, after);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "{0}: {1}: reading begins at the first line", path, e.getMessage());
            return Remembered.NOTHING;
        }
    }

    @Override
    public int compare(Object one, Object other) {
        return ((FilePlace) one).compareTo((FilePlace) other);
    }

    @Override
    public Object place(String cursor) {
        return FilePlace.parse(path, cursor);
    }
}
