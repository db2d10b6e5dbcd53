package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which file it is for the system, whatever its name. An inode is given to another file once it is free.
 *
 * @param device number of the file system
 * @param inode number in it
 */
public record FileKey(long device, long inode) {
    /**
     * A file as it stands there now.
     *
     * @param path its name
     * @param key which one
     * @param size bytes
     * @param written when it was last written, nanoseconds since 1970
     * @param changed when it was last written, renamed or linked, nanoseconds since 1970
     */
    public record Standing(Path path, FileKey key, long size, long written, long changed) {
        /** When it was last written, milliseconds since 1970. */
        public long modified() {
            return TimeUnit.NANOSECONDS.toMillis(written);
        }
    }

    /** What stands under a name, symbolic links followed; empty when nothing does, or no plain file. */
    public static Optional<Standing> at(Path path) throws IOException {
        try {
            Map<String, Object> seen =
                    Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime,isRegularFile");
            if (!(boolean) seen.get("isRegularFile")) {
                return Optional.empty();
            }
            FileKey key = new FileKey((long) seen.get("dev"), (long) seen.get("ino"));
            return Optional.of(new Standing(
                    path, key, (long) seen.get("size"), nanos(seen.get("lastModifiedTime")), nanos(seen.get("ctime"))));
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return Optional.empty();
        }
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }
}
