package io.heartbeat.pump.sender.heartbeat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where in the stream the batch lies that was sent last.
 *
 * @param id of the stream, never given to another
 * @param log host and name of the log that the stream is of
 * @param first cursor of the batch's first entry; empty while none was sent
 * @param start offset of its first byte
 * @param before the last bytes before it, at most {@link io.heartbeat.wire.loghamster.Tail#LENGTH}
 * @param end offset behind its last byte
 * @param last the last bytes before that
 */
record Mark(String id, String log, String first, long start, byte[] before, long end, byte[] last) {
    private static final byte[] NOTHING = {};

    /** Of a new stream. */
    static Mark fresh(String log) {
        byte[] id = new byte[16];
        new SecureRandom().nextBytes(id);
        return new Mark(HexFormat.of().formatHex(id), log, "", 0, NOTHING, 0, NOTHING);
    }

    /** Of the batch that follows. */
    Mark next(String cursor, byte[] lines, byte[] lastBytes) {
        return new Mark(id, log, cursor, end, last, end + lines.length, lastBytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mark mark
                && id.equals(mark.id)
                && log.equals(mark.log)
                && first.equals(mark.first)
                && start == mark.start
                && end == mark.end
                && Arrays.equals(before, mark.before)
                && Arrays.equals(last, mark.last);
    }

    @Override
    public int hashCode() {
        return id.hashCode() * 31 + Long.hashCode(end);
    }
}
