package io.heartbeat.micro;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of data, for this process alone until it is closed or the process ends: a second server would empty the scratch space
 * of the first one before its database refused it.
 */
final class DataFolder implements Closeable {
    private static final String LOCK = "hbd.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the folder where it is not there, and takes it. Throws a {@link Failure} when it cannot be had. */
    static DataFolder take(Path path) {
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "try", ""));
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new Failure(
                        "data_dir: " + path + " is in use by another hbd: stop that one, or choose another data_dir");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new Failure(
                    "data_dir: " + path + " cannot be written (" + e + "): make it writable for this user,"
                            + " or choose another data_dir",
                    e);
        }
    }

    private static FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
