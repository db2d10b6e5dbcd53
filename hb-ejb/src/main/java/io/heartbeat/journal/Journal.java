package io.heartbeat.journal;

import io.heartbeat.alert.AlertChanged;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Order;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.ingest.ResultReceived;
import io.heartbeat.protocol.Message;
import io.heartbeat.rolling.Backup;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The message journal: hears every accepted message and appends its line. Thread-safe. Opened before the socket is,
 * closed after it; a message that comes outside of that is counted as dropped.
 */
@ApplicationScoped
public class Journal {
    private static final int LAST = 4_000;

    @Resource
    private ManagedThreadFactory threads;

    private JournalSettings settings;
    private TimeSource time;
    private Telemetry telemetry;
    private Selection selection;
    private Recorder recorder;
    private Outputs outputs;
    private ThreadPoolExecutor upkeep;

    /** For the container's proxy. */
    protected Journal() {}

    @Inject
    Journal(JournalSettings settings, TimeSource time, Telemetry telemetry) {
        this.settings = settings;
        this.time = time;
        this.telemetry = telemetry;
        this.selection = new Selection(settings, time);
    }

    @PostConstruct
    void open() {
        open(threads);
    }

    /** Opens the file and starts the writer. */
    void open(ThreadFactory factory) {
        if (settings.enabled()) {
            upkeep = new ThreadPoolExecutor(
                    1,
                    1,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    task -> Recorder.daemon(factory, task, "hb-journal-upkeep"));
            upkeep.allowCoreThreadTimeOut(true);
            outputs = new Outputs(settings, time, factory, upkeep);
            outputs.register(telemetry);
            recorder = new Recorder(Backing.journal(settings, time), time, factory, upkeep);
            new JournalInstruments(recorder, selection).register(telemetry);
        }
    }

    /** Being called is enough: the journal is open before the socket is. */
    void starting(@Observes IntakeStarting event) {}

    void beat(@Observes @Priority(Order.JOURNAL) BeatReceived event) {
        append(event.host(), event.arrival(), event.message());
    }

    void report(@Observes @Priority(Order.JOURNAL) PluginReported event) {
        append(event.host(), event.arrival(), event.message());
    }

    void result(@Observes @Priority(Order.JOURNAL) ResultReceived event) {
        append(event.host(), event.arrival(), event.message());
    }

    /** What became of alerts stands beside the messages that led to it. */
    void alert(@Observes AlertChanged event) {
        if (recorder != null) {
            Entry entry = EventLine.of(event);
            recorder.append(entry);
            outputs.offer(entry);
        }
    }

    private void append(String host, Arrival arrival, Message message) {
        if (recorder != null && selection.wants(host, message)) {
            recorder.append(arrival, message);
            outputs.offer(host, arrival, message);
        }
    }

    /** After whoever still stores events at the end. */
    void stopped(@Observes @Priority(LAST) IntakeClosed event) {
        close();
    }

    @PreDestroy
    void close() {
        if (recorder != null) {
            recorder.close();
            outputs.close();
            upkeep.shutdownNow();
        }
    }

    /** Whether lines can be written now; true as well when there is no journal by the configuration. */
    public boolean writable() {
        return recorder == null || recorder.alarm().isEmpty();
    }

    /** The journal in numbers; looks into the directory. */
    public JournalStatistics statistics() {
        if (recorder == null) {
            return new JournalStatistics(
                    false,
                    settings.file().toString(),
                    0,
                    settings.maxSize(),
                    settings.maxBackups(),
                    0,
                    0,
                    0,
                    0,
                    Map.of(),
                    Map.of(),
                    0,
                    0,
                    null,
                    null,
                    null,
                    null);
        }
        List<Backup> backups = recorder.backups();
        return new JournalStatistics(
                true,
                settings.file().toString(),
                recorder.file().size(),
                settings.maxSize(),
                settings.maxBackups(),
                backups.size(),
                backups.stream()
                        .flatMap(backup -> backup.files().stream())
                        .mapToLong(Recorder::size)
                        .sum(),
                recorder.writer().lines(),
                recorder.writer().bytes(),
                recorder.dropped(),
                selection.skipped(),
                recorder.waiting(),
                recorder.file().rotations(),
                recorder.file().lastRotation().orElse(null),
                recorder.writer().lastWrite(),
                recorder.alarm().orElse(null),
                recorder.file().upkeepProblem().orElse(null));
    }
}
