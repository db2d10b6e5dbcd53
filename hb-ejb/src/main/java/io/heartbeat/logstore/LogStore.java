package io.heartbeat.logstore;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.rolling.BackupStep;
import io.heartbeat.rolling.Pack;
import io.heartbeat.rolling.Packing;
import io.heartbeat.rolling.RollingFile;
import io.heartbeat.rolling.RollingPolicy;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The door of the log files: opens them for writing, rotates them in time whether anybody writes or not, and knows which ones
 * there are. One thread tends the open files, one compresses what was closed; both begin with the first file. Thread-safe.
 */
@Unproxied
public class LogStore implements AutoCloseable {
    private static final long TEND_MILLIS = 250;
    private static final long IDLE_MILLIS = 60_000;

    @Resource
    private ManagedThreadFactory managed;

    private final TimeSource time;
    private final ThreadFactory threads;
    private final Catalogue catalogue;
    private final Map<Path, LogFile> files = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor upkeep;
    private Thread tending;
    private volatile boolean closed;

    @Inject
    LogStore(StorageSettings settings, TimeSource time, Telemetry telemetry) {
        this(settings.dataDir().resolve("logs.catalogue"), time, null, telemetry);
    }

    /**
     * A store without files yet.
     *
     * @param catalogue where the list of logs is kept
     * @param threads null for those of the container
     */
    public LogStore(Path catalogue, TimeSource time, ThreadFactory threads, Telemetry telemetry) {
        this.time = time;
        this.threads = threads;
        this.catalogue = new Catalogue(catalogue);
        upkeep = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::daemon);
        upkeep.allowCoreThreadTimeOut(true);
        register(telemetry);
    }

    private void register(Telemetry telemetry) {
        telemetry.gauge("hbd_log_files", "Log files that are open for writing.", files::size);
        telemetry.gauge("hbd_logs", "Logs that a search can read.", catalogue::size);
        telemetry.gauge(
                "hbd_log_files_failing", "Log files that cannot be written at present.", () -> files.values().stream()
                        .filter(file -> file.alarm().isPresent())
                        .count());
        telemetry.gauge(
                "hbd_log_upkeep_failing",
                "Logs whose backups cannot be compressed or deleted at present.",
                () -> files.values().stream()
                        .filter(file -> file.upkeepProblem().isPresent())
                        .count());
    }

    /**
     * Opens a log file, or joins those who have it open. The disk may fail: the file then has its alarm, and is written as soon
     * as it can be.
     *
     * @param source what it will hold
     * @param base the folder that it never leaves
     * @param relative the path below, made of {@link SafePath#segment} and slashes
     * @param rolling says how it rolls; of one that is open already, that stays as it is
     * @throws IOException when the path leads out of the folder, or a directory cannot be made
     */
    public LogFile open(LogSource source, Path base, String relative, UnaryOperator<RollingPolicy> rolling)
            throws IOException {
        Path path = SafePath.resolve(base, relative);
        if (closed) {
            throw new IOException("the server is stopping");
        }
        LogFile file = files.computeIfAbsent(path, key -> {
            RollingPolicy policy = rolling.apply(RollingPolicy.of(key));
            catalogue.note(key, source);
            return new LogFile(this, source, new RollingFile(policy, time, upkeep));
        });
        file.use();
        tend();
        return file;
    }

    /** Lets an open file go on by another policy; who holds it need not know. */
    public void reroll(LogFile file, UnaryOperator<RollingPolicy> rolling) {
        file.roll(new RollingFile(rolling.apply(RollingPolicy.of(file.path())), time, upkeep));
    }

    /** What is done to closed files, in the background: compressed, and given an index by time. */
    public List<BackupStep> steps(Packing format, int level) {
        IndexStep index = new IndexStep(ZoneId.systemDefault());
        return List.of(new Pack(format, level, index), index);
    }

    /** The same without compression. */
    public List<BackupStep> steps() {
        return List.of(new IndexStep(ZoneId.systemDefault()));
    }

    /** The logs that there are, those of earlier runs included. */
    public List<Catalogued> catalogue() {
        return catalogue.all();
    }

    long now() {
        return time.steadyMillis();
    }

    private synchronized void tend() {
        if (tending == null && !closed) {
            tending = daemon(this::run);
            tending.setName("hb-logstore");
            tending.start();
        }
    }

    private Thread daemon(Runnable task) {
        Thread thread = (threads == null ? managed : threads).newThread(task);
        thread.setName("hb-logstore-upkeep");
        thread.setDaemon(true);
        return thread;
    }

    private void run() {
        while (!closed) {
            look();
            try {
                TimeUnit.MILLISECONDS.sleep(TEND_MILLIS);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /** One round over the open files. */
    void look() {
        long idleBefore = now() - IDLE_MILLIS;
        files.values().forEach(file -> file.tend(idleBefore));
    }

    /** Closes every file. What the background has not finished is finished when the log is opened again. */
    @Override
    @PreDestroy
    public void close() {
        closed = true;
        synchronized (this) {
            if (tending != null) {
                tending.interrupt();
            }
        }
        files.values().forEach(LogFile::shut);
        upkeep.shutdownNow();
    }
}
