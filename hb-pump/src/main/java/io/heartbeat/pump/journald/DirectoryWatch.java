package io.heartbeat.pump.journald;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ends a wait when something happens in some directories; it tells nothing of what. Whoever only reads and never waits needs no
 * watch and pays for none. Where the system has no more watches to give it is deaf, and the reader's own looking must do. For
 * one thread.
 */
final class DirectoryWatch implements AutoCloseable {
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private List<Path> directories = List.of();
    private WatchService service;
    private boolean current;
    private boolean deaf;

    /** Watches these directories and no others. */
    void watch(List<Path> wanted) {
        if (!directories.equals(wanted) || keys.values().stream().anyMatch(key -> !key.isValid())) {
            directories = List.copyOf(wanted);
            current = false;
        }
    }

    /** Whether some directory is not heard; of a root that does not exist yet nothing can be. */
    boolean deaf() {
        return deaf || directories.isEmpty();
    }

    /** Waits until something is heard or the time is over; returns at once when only now it begins to listen. */
    void listen(long millis) throws InterruptedException {
        if (!current) {
            register();
            return;
        }
        if (service == null) {
            TimeUnit.MILLISECONDS.sleep(millis);
            return;
        }
        for (WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS); key != null; key = service.poll()) {
            key.pollEvents();
            current &= key.reset();
        }
    }

    private void register() {
        current = true;
        deaf = false;
        keys.entrySet().removeIf(watched -> {
            boolean over = !watched.getValue().isValid() || !directories.contains(watched.getKey());
            if (over) {
                watched.getValue().cancel();
            }
            return over;
        });
        for (Path directory : directories) {
            try {
                if (service == null) {
                    service = directory.getFileSystem().newWatchService();
                }
                if (!keys.containsKey(directory)) {
                    keys.put(directory, directory.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
                }
            } catch (IOException goneOrNoMoreWatches) {
                deaf = true;
            }
        }
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
