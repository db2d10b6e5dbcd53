package io.heartbeat.pump.follow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * One file that had the followed name at some time. It is held open, so that renaming or deleting it loses nothing. For one
 * thread.
 */
public final class Generation implements Closeable {
    private static final int NAMED_BY = 64;
    private static final int TELLING = 4_096;

    private final Path opened;
    private final FileChannel channel;
    private final FileKey key;
    private final int serial;
    private byte[] beginning = {};
    private Print head = Print.NONE;
    private Print mark = Print.NONE;
    private long seen;
    private long seenAt;
    private long modified;
    private long offset;
    private String id = "";
    private boolean retired;
    private boolean unlinked;

    private Generation(Path opened, FileChannel channel, FileKey key, int serial) {
        this.opened = opened;
        this.channel = channel;
        this.key = key;
        this.serial = serial;
    }

    /**
     * Opens a file from its beginning.
     *
     * @param serial 0 for the first one that ever had the name
     * @throws MovedException when it has another name by now
     */
    static Generation open(FileKey.Standing file, int serial, long now) throws IOException {
        FileChannel channel = opened(file);
        try {
            // Another file may have taken the name between the look and the opening.
            if (FileKey.at(file.path())
                    .filter(there -> there.key().equals(file.key()))
                    .isEmpty()) {
                throw new MovedException(file.path());
            }
            Generation generation = new Generation(file.path(), channel, file.key(), serial);
            generation.modified = file.modified();
            generation.notice(now);
            return generation;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static FileChannel opened(FileKey.Standing file) throws IOException {
        try {
            return FileChannel.open(file.path(), StandardOpenOption.READ);
        } catch (NoSuchFileException gone) {
            throw new MovedException(file.path());
        }
    }

    /** Opens a file that is the one of a position, or a copy of it; null when it is not. */
    static Generation resume(FileKey.Standing file, FilePosition position, int serial, long now) throws IOException {
        Generation generation = open(file, serial, now);
        generation.id = position.id();
        generation.offset = position.offset();
        if (generation.seen >= position.offset()
                && position.head().heads(generation.channel)
                && position.tail().tails(generation.channel, position.offset())) {
            return generation;
        }
        generation.close();
        return null;
    }

    /** Opens the copy that was made of a generation before it was truncated; null when the file is another one. */
    static Generation copy(FileKey.Standing file, Generation lost, long now) throws IOException {
        Generation copy = open(file, 0, now);
        copy.continues(lost);
        if (copy.seen >= lost.seen && lost.head.heads(copy.channel) && lost.mark.tails(copy.channel, lost.seen)) {
            return copy;
        }
        copy.close();
        return null;
    }

    /** Whether it was copied from another before that one was truncated, and before all of that was written. */
    boolean copiedEarlierFrom(Generation lost) {
        int length = beginning.length;
        return seen > 0
                && seen < lost.seen
                && length <= lost.beginning.length
                && Arrays.equals(beginning, 0, length, lost.beginning, 0, length);
    }

    /** Whether it holds what an open one begins with, long enough to be no accident: somebody's copy of it. */
    boolean begins(Generation other) throws IOException {
        return seen >= TELLING && seen <= other.seen && head.heads(other.channel) && mark.tails(other.channel, seen);
    }

    /** Goes on where another stopped, as that one. */
    void continues(Generation other) {
        id = other.id;
        offset = other.offset;
    }

    /** The lasting name, made of what the file begins with; empty while it is empty. */
    public String id() throws IOException {
        if (id.isEmpty() && channel.size() > 0) {
            Print begin = Print.of(channel, 0, (int) Math.min(NAMED_BY, channel.size()));
            id = Long.toHexString(key.inode()) + "." + begin.length() + "." + begin.digest()
                    + (serial == 0 ? "" : "." + serial);
        }
        return id;
    }

    /** Gives it another name: the one it had means something else to somebody. */
    public void rename(String other) {
        id = other;
    }

    /** The open file, for reading at positions. */
    public FileChannel channel() {
        return channel;
    }

    /** Under which name it was opened. */
    public Path opened() {
        return opened;
    }

    FileKey key() {
        return key;
    }

    /** Bytes that the last look found. */
    public long size() {
        return seen;
    }

    /** When the last look that found it changed was, steady milliseconds. */
    public long changedAt() {
        return seenAt;
    }

    /** Everything before this has arrived. */
    public long offset() {
        return offset;
    }

    /** Everything before this has arrived; it may go back, to what has to be sent again. */
    public void acknowledge(long upTo) {
        offset = upTo;
    }

    /** Whether the name belongs to another file by now, so that this one will hardly grow. */
    public boolean retired() {
        return retired;
    }

    void modified(long millis) {
        modified = millis;
    }

    long modified() {
        return modified;
    }

    /** None of its names is left. Answers whether that is new. */
    boolean unlink() {
        boolean before = unlinked;
        unlinked = true;
        return !before;
    }

    void retire(long now) {
        retired = true;
        seenAt = now;
    }

    /** Takes note of its size and of what it holds. Answers false when it is not the continuation of what it was. */
    boolean notice(long now) throws IOException {
        long size = channel.size();
        if (size < seen || !mark.tails(channel, seen)) {
            return false;
        }
        if (size != seen || head.length() == 0) {
            if (head.length() < Print.HEAD) {
                beginning = Print.bytes(channel, 0, Print.HEAD);
                head = Print.of(beginning);
            }
            mark = Print.tail(channel, size);
            seen = size;
            seenAt = now;
        }
        return true;
    }

    /** Bytes before a position, at most so many. */
    public byte[] before(long position, int length) throws IOException {
        int reach = (int) Math.min(length, position);
        return Print.bytes(channel, position - reach, reach);
    }

    /** What has to be remembered of it when none of it is to be read: without an id, for nobody sends it. */
    FilePosition whole() {
        return new FilePosition("", key, head, seen, mark, modified);
    }

    /** What has to be remembered of it. */
    FilePosition position() throws IOException {
        return new FilePosition(id(), key, head, offset, Print.tail(channel, offset), modified);
    }

    /**
     * The same for a place that was read just now, without a look at the file.
     *
     * @param upTo offset behind what was read
     * @param last the bytes before it, some of them at least
     */
    public FilePosition position(long upTo, byte[] last) throws IOException {
        return new FilePosition(id(), key, head, upTo, Print.of(last), modified);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
