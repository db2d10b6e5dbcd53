package io.heartbeat.agent.plugin.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The file systems that are mounted. Read from the kernel's own table, not through OSHI: that asks each for its size while
 * it lists them, and one dead server would hide all others.
 */
final class Mounts {
    private final Path table;

    Mounts() {
        this(Path.of("/proc/self/mountinfo"));
    }

    Mounts(Path table) {
        this.table = table;
    }

    /**
     * Those that pass. Of a point that is mounted over, what lies on top; of a file system that is mounted at several
     * points, the first of its root.
     */
    Collection<Mount> matching(Predicate<Mount> wanted) throws IOException {
        Map<String, Mount> byPoint = new LinkedHashMap<>();
        for (Mount mount : all()) {
            byPoint.put(mount.point(), mount);
        }
        Map<String, Mount> byNumber = new LinkedHashMap<>();
        for (Mount mount : byPoint.values()) {
            if (wanted.test(mount)) {
                byNumber.merge(mount.number(), mount, (one, other) -> other.whole() && !one.whole() ? other : one);
            }
        }
        return byNumber.values();
    }

    private List<Mount> all() throws IOException {
        List<Mount> mounts = new ArrayList<>();
        if (Files.isReadable(table)) {
            for (String line : KernelTable.lines(table)) {
                Mount.parse(line).ifPresent(mounts::add);
            }
            return mounts;
        }
        for (FileStore store : FileSystems.getDefault().getFileStores()) { // not Linux
            String point = store.toString().replaceFirst(" \\(.*\\)$", "");
            List<String> options = List.of(store.isReadOnly() ? "ro" : "rw");
            mounts.add(new Mount(point, store.name(), store.type(), options, point, true));
        }
        return mounts;
    }

    /** Bytes in all, 0 when unknown; may block for as long as the file system does. */
    static long totalBytes(Mount mount) {
        return new File(mount.point()).getTotalSpace();
    }
}
