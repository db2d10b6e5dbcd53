package io.heartbeat.journal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.protocol.Message;
import io.heartbeat.rolling.Alarm;
import io.heartbeat.rolling.Backup;
import io.heartbeat.rolling.RollingFile;
import io.heartbeat.rolling.RollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

/** From a message in hand to a line on file: buffers, the writer's thread, the rolling file behind it. Thread-safe. */
final class Recorder implements AutoCloseable {
    /** Of 256 KiB each: what a burst may hold in memory. */
    private static final int CHUNKS = 64;

    private static final long CLOSE_MS = 1_000;

    private final Buffers buffers = new Buffers(CHUNKS);
    private final ThreadLocal<LineBuffer> lines = ThreadLocal.withInitial(buffers::lineBuffer);
    private final TimeSource time;
    private final RollingFile file;
    private final JournalWriter writer;
    private final Thread thread;
    private volatile Instant stalledSince;

    Recorder(RollingPolicy policy, TimeSource time, ThreadFactory threads, Executor background) {
        this.time = time;
        file = new RollingFile(policy, time, background);
        writer = new JournalWriter(buffers, file, time);
        thread = daemon(threads, writer, "hb-journal");
        thread.start();
    }

    static Thread daemon(ThreadFactory threads, Runnable task, String name) {
        Thread thread = threads.newThread(task);
        thread.setName(name);
        thread.setDaemon(true);
        return thread;
    }

    /** One line for a message; waits only as {@link Buffers} says. */
    void append(Arrival arrival, Message message) {
        lines.get().append(arrival, message);
    }

    /** One line for an event of our own; waits only as {@link Buffers} says. */
    void append(Entry entry) {
        lines.get().append(entry);
    }

    /** Why lines cannot be written at present. */
    Optional<Alarm> alarm() {
        if (file.alarm().isPresent()) {
            return file.alarm();
        }
        if (!thread.isAlive() && !buffers.closed()) {
            return Optional.of(new Alarm(file.path() + ": the writer has ended", time.wall()));
        }
        if (!buffers.stalled()) {
            stalledSince = null;
            return Optional.empty();
        }
        if (stalledSince == null) {
            stalledSince = time.wall();
        }
        return Optional.of(new Alarm(file.path() + ": the disk is too slow to answer", stalledSince));
    }

    RollingFile file() {
        return file;
    }

    JournalWriter writer() {
        return writer;
    }

    long dropped(Drop reason) {
        return buffers.dropped(reason);
    }

    Map<String, Long> dropped() {
        return Arrays.stream(Drop.values()).collect(Collectors.toMap(Drop::label, buffers::dropped));
    }

    int waiting() {
        return buffers.waiting();
    }

    /** The backups on file; none when the directory cannot be read, of which the alarm speaks. */
    List<Backup> backups() {
        try {
            return file.backups();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException retiredMeanwhile) {
            return 0;
        }
    }

    /** Writes what is in memory, for at most a second. */
    @Override
    public void close() {
        buffers.close();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
