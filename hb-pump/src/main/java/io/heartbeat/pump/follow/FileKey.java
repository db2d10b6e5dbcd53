package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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
     * @param modified milliseconds since 1970
     */
    public record Standing(Path path, FileKey key, long size, long modified) {}

    /** What stands under a name, symbolic links followed; empty when nothing does, or no plain file. */
    public static Optional<Standing> at(Path path) throws IOException {
        try {
            Map<String, Object> seen = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,isRegularFile");
            if (!(boolean) seen.get("isRegularFile")) {
                return Optional.empty();
            }
            FileKey key = new FileKey((long) seen.get("dev"), (long) seen.get("ino"));
            long modified = ((java.nio.file.attribute.FileTime) seen.get("lastModifiedTime")).toMillis();
            return Optional.of(new Standing(path, key, (long) seen.get("size"), modified));
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return Optional.empty();
        }
    }
}
