package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When directories were changed last, as of a listing. For one thread. */
final class DirectoryStamps {
    private final Map<Path, FileTime> times = new HashMap<>();

    /** Takes their times; to be called before they are listed. */
    void stamp(List<Path> directories) {
        times.clear();
        directories.forEach(directory -> times.put(directory, time(directory)));
    }

    /** Whether something came or went in one of them since. */
    boolean changed() {
        for (Map.Entry<Path, FileTime> known : times.entrySet()) {
            if (!time(known.getKey()).equals(known.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static FileTime time(Path directory) {
        try {
            return Files.getLastModifiedTime(directory);
        } catch (IOException gone) {
            return FileTime.fromMillis(-1);
        }
    }
}
