package io.heartbeat.rolling;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** One open file that holds whole lines only, or raw bytes. For one thread. */
final class LineFile implements Closeable {
    private static final int BLOCK = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final boolean raw;
    private final Object key;
    private final Instant touched;
    private long size;

    private LineFile(Path path, FileChannel channel, boolean raw) throws IOException {
        this.path = path;
        this.channel = channel;
        this.raw = raw;
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        this.key = attributes.fileKey();
        this.touched = attributes.lastModifiedTime().toInstant();
        this.size = attributes.size();
    }

    /**
     * Opens for appending; makes the file and its directories; cuts a last line that was never finished, unless the bytes are
     * raw. Follows no symbolic link in the place of the file.
     */
    static LineFile open(Path path, Set<PosixFilePermission> permissions, boolean raw) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(permissions));
            Files.setPosixFilePermissions(path, permissions);
        } catch (FileAlreadyExistsException present) {
            repair(path, raw);
        }
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        try {
            return new LineFile(path, channel, raw);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static void repair(Path path, boolean raw) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "not a regular file");
        }
        if (raw || Files.size(path) == 0) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long whole = wholeLines(file);
            if (whole < file.length()) {
                file.setLength(whole);
            }
        }
    }

    private static long wholeLines(RandomAccessFile file) throws IOException {
        byte[] block = new byte[BLOCK];
        long end = file.length();
        while (end > 0) {
            int length = (int) Math.min(BLOCK, end);
            file.seek(end - length);
            file.readFully(block, 0, length);
            int whole = Lines.whole(block, 0, length);
            if (whole > 0) {
                return end - length + whole;
            }
            end -= length;
        }
        return 0;
    }

    /** Bytes in the file, all of whole lines. */
    long size() {
        return size;
    }

    /** When it was last written before it was opened here. */
    Instant touched() {
        return touched;
    }

    /**
     * Appends whole lines, or raw bytes. After a failure {@link #size()} tells how many bytes arrived, of whole lines; what
     * arrived of a torn one is cut off, here if the disk allows it, else when the file is opened again.
     *
     * @param bytes the part between position and limit; its position moves
     */
    void append(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        int length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            size += length;
        } catch (IOException failure) {
            int arrived = bytes.position() - start;
            bytes.position(start);
            size += raw ? arrived : Lines.whole(bytes, arrived);
            cut(failure);
            throw failure;
        }
    }

    /** Puts on the disk what was appended. */
    void sync() throws IOException {
        channel.force(false);
    }

    /** Takes back the bytes behind a length. */
    void truncate(long length) throws IOException {
        channel.truncate(length);
        size = Math.min(size, length);
    }

    private void cut(IOException failure) {
        try {
            channel.truncate(size);
        } catch (IOException leftForRepair) {
            failure.addSuppressed(leftForRepair);
        }
    }

    /** Whether the file still is what stands under its name; notices what others truncated. */
    boolean present() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (!Objects.equals(key, now.fileKey())) {
                return false;
            }
            size = now.size();
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
