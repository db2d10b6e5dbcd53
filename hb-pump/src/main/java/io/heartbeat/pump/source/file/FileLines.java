package io.heartbeat.pump.source.file;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.FilePosition;
import io.heartbeat.pump.follow.FollowListener;
import io.heartbeat.pump.follow.FollowedFile;
import io.heartbeat.pump.follow.Generation;
import io.heartbeat.pump.follow.Remembered;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * The lines of one path, generation after generation. A last line without its end waits for it; in a file that was rotated,
 * for five seconds. For one thread.
 */
final class FileLines implements Closeable {
    private static final Logger LOG = System.getLogger(FileLines.class.getName());
    private static final Duration PARTIAL = Duration.ofSeconds(5);
    private static final int BLOCK = 64 << 10;
    /** Bytes before a position that tell whether it still means the same. */
    private static final int LAST = 64;

    private final FollowedFile file;
    private final TimeSource time;
    private final int longest;
    private Generation generation;
    private byte[] buffer = new byte[BLOCK];
    private int from;
    private int to;
    private int scanned;
    private int line;
    private int lineEnd;
    private FilePosition position;
    private String trouble;

    /** @param begin how far it was read in an earlier life; null for a file that is new */
    FileLines(Path path, FilePosition begin, int longest, TimeSource time, FollowListener listener) {
        this.time = time;
        this.longest = longest;
        Remembered known = begin == null ? Remembered.NOTHING : Remembered.place(begin);
        this.file = new FollowedFile(path, known, time, listener);
    }

    /** Notices what was done to the file. One that cannot be looked at is told of once, and hinders no other. */
    void look() {
        try {
            file.look();
        } catch (IOException e) {
            told(e);
        }
    }

    private void told(IOException failure) {
        if (!failure.toString().equals(trouble)) {
            trouble = failure.toString();
            LOG.log(Level.WARNING, "{0} cannot be read, and is tried again: {1}", file.path(), trouble);
        }
    }

    /** Leaves out what is there now, up to the end of its last whole line. */
    void skip() throws IOException {
        Generation now = file.newest().orElse(null);
        if (now != null) {
            byte[] end = now.before(now.size(), BLOCK);
            int length = end.length;
            while (length > 0 && end[length - 1] != '\n') {
                length--;
            }
            now.acknowledge(length == 0 ? now.size() : now.size() - end.length + length);
        }
    }

    /** Moves to the next line; false when there is none at present, or it cannot be read. */
    boolean next() {
        try {
            boolean more = move();
            trouble = more ? null : trouble;
            return more;
        } catch (IOException e) {
            told(e);
            return false;
        }
    }

    private boolean move() throws IOException {
        while (true) {
            Generation oldest = file.oldest().orElse(null);
            if (oldest != generation) {
                generation = oldest;
                from = to = scanned = 0;
            }
            if (generation == null) {
                return false;
            }
            if (cut()) {
                return true;
            }
            if (!read()) {
                if (!generation.retired() || !finished()) {
                    return false;
                }
                if (from < to) {
                    take(to, to);
                    return true;
                }
                file.release(generation);
            }
        }
    }

    /** Whether nobody goes on with a half line of a file that was rotated. */
    private boolean finished() {
        return from == to || time.steadyMillis() - generation.changedAt() >= PARTIAL.toMillis();
    }

    /** Takes the next line out of the buffer, or a piece of one that is too long. Empty ones are passed over. */
    private boolean cut() throws IOException {
        while (scanned < to) {
            if (buffer[scanned++] == '\n') {
                int end = scanned - 1;
                boolean empty = end == from || end == from + 1 && buffer[from] == '\r';
                take(end > from && buffer[end - 1] == '\r' ? end - 1 : end, scanned);
                if (!empty) {
                    return true;
                }
            } else if (scanned - from >= longest) {
                int end = wholeCharacters(scanned);
                take(end, end);
                return true;
            }
        }
        return false;
    }

    /** The beginning of a character that is cut by this end. */
    private int wholeCharacters(int end) {
        int at = end;
        while (at > from + longest - 4 && (buffer[at - 1] & 0xc0) == 0x80) {
            at--;
        }
        boolean cutsOne = at > from + 1 && (buffer[at - 1] & 0xc0) == 0xc0;
        return cutsOne ? at - 1 : end;
    }

    private void take(int end, int next) throws IOException {
        line = from;
        lineEnd = end;
        long upTo = generation.offset() + (next - from);
        generation.acknowledge(upTo);
        position = generation.position(upTo, Arrays.copyOfRange(buffer, Math.max(from, next - LAST), next));
        from = next;
        scanned = Math.max(scanned, next);
        scanned = next;
    }

    private boolean read() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            scanned -= from;
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(longest + BLOCK, buffer.length * 2));
        }
        int count =
                generation.channel().read(ByteBuffer.wrap(buffer, to, buffer.length - to), generation.offset() + to);
        to += Math.max(0, count);
        return count > 0;
    }

    /** Holds the line, from {@link #offset}, valid until the next move. */
    byte[] bytes() {
        return buffer;
    }

    int offset() {
        return line;
    }

    int length() {
        return lineEnd - line;
    }

    /** Where the file was left behind the line. */
    FilePosition position() {
        return position;
    }

    Path path() {
        return file.path();
    }

    /** Whether a file beside it is, by its name, an older generation of this one. */
    boolean older(Path other) {
        return file.older(other);
    }

    /** Whether no file of the name is left, and nothing of any. */
    boolean gone() {
        return file.oldest().isEmpty();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
