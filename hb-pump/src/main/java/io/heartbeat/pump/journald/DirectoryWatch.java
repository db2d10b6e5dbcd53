package io.heartbeat.pump.journald;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Hears when files of some directories come, go or change. Where the system has no more watches to give, it is deaf, and the
 * reader's own looking must do. For one thread.
 */
final class DirectoryWatch implements AutoCloseable {
    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private boolean deaf;
    private boolean heard;

    /** Opens a watch on a directory that stands for its file system. */
    DirectoryWatch(Path anywhere) {
        WatchService opened = null;
        try {
            opened = anywhere.getFileSystem().newWatchService();
        } catch (IOException noMoreInstances) {
            deaf = true;
        }
        service = opened;
    }

    /** Watches these directories and no others. */
    void watch(Collection<Path> directories) {
        keys.entrySet().removeIf(watched -> {
            boolean over = !watched.getValue().isValid() || !directories.contains(watched.getKey());
            if (over) {
                watched.getValue().cancel();
            }
            return over;
        });
        // Of a root that does not exist yet nothing can be heard.
        deaf = service == null || directories.isEmpty();
        for (Path directory : directories) {
            try {
                if (service != null && !keys.containsKey(directory)) {
                    keys.put(directory, directory.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
                }
            } catch (IOException goneOrNoMoreWatches) {
                deaf = true;
            }
        }
    }

    /** Whether some directory is not heard. */
    boolean deaf() {
        return deaf;
    }

    /** Takes what was heard so far; true when files came or went. */
    boolean moved() {
        boolean moved = heard;
        heard = false;
        for (WatchKey key = service == null ? null : service.poll(); key != null; key = service.poll()) {
            moved |= moved(key);
        }
        return moved;
    }

    private static boolean moved(WatchKey key) {
        boolean moved = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            moved |= event.kind() != ENTRY_MODIFY;
        }
        return !key.reset() || moved;
    }

    /** Waits until something is heard or the time is over; what was heard stays for {@link #moved()}. */
    boolean listen(long millis) throws InterruptedException {
        if (service == null) {
            TimeUnit.MILLISECONDS.sleep(millis);
            return false;
        }
        WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS);
        if (key == null) {
            return false;
        }
        heard |= moved(key);
        return true;
    }

    @Override
    public void close() {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException nothingIsLost) {
            // The watches end with the descriptor.
        }
    }
}
