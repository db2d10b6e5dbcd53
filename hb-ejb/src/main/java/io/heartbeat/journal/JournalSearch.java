package io.heartbeat.journal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.protocol.Codec;
import io.heartbeat.rolling.Backup;
import io.heartbeat.rolling.Backups;
import io.heartbeat.rolling.RollingPolicy;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Looks for lines in the message journal and its backups, the newest first, until there are enough of them. Encrypted backups stay
 * shut: who may read them has the key and {@code hbd journal}. Thread-safe; few search at once, so that looking never hinders
 * writing.
 */
@Unproxied
public class JournalSearch {
    private static final System.Logger LOG = System.getLogger(JournalSearch.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SEARCHES = 2;
    private static final String COMPRESSED = ".gz";
    /** Lines of several workers, and events that were stored late, stand that much out of order at most. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private final JournalSettings settings;
    private final TimeSource time;
    private final RollingPolicy policy;
    private final DateTimeFormatter stamps;
    private final Semaphore searches = new Semaphore(SEARCHES);

    /** @param settings where the journal lies */
    @Inject
    public JournalSearch(JournalSettings settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
        policy = RollingPolicy.of(settings.file());
        stamps = DateTimeFormatter.ofPattern(policy.stamps().pattern()).withZone(ZoneOffset.UTC);
    }

    /**
     * Searches.
     *
     * @return empty when too many search already
     * @throws IOException when the directory cannot be read
     */
    public Optional<JournalAnswer> find(JournalQuery query) throws IOException {
        if (!searches.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(settings.enabled() ? search(query) : new JournalAnswer(List.of(), true, 0));
        } finally {
            searches.release();
        }
    }

    /** One search: what it found, and whether it may go on. */
    private final class Look {
        private final JournalQuery query;
        private final long deadline = time.steadyMillis() + PATIENCE.toMillis();
        private final Codec codec = new Codec();
        private final List<JournalLine> found = new ArrayList<>();
        private boolean late;
        private boolean missing;
        private int sealed;

        Look(JournalQuery query) {
            this.query = query;
        }

        boolean full() {
            return found.size() >= query.limit();
        }

        boolean goesOn() {
            late |= time.steadyMillis() > deadline;
            return !late && !full();
        }

        /** Reads a file that is as it was written. */
        void backwards(Path file) throws IOException {
            BackwardLines.read(file, text -> {
                JournalLine line = JournalLine.read(text, codec);
                if (line != null && query.wants(line)) {
                    found.add(line);
                }
                return goesOn()
                        && (line == null || !line.at().isBefore(query.from().minus(DISORDER)));
            });
        }

        /** Reads a compressed file, which opens from its begin only: its last lines are those that are wanted. */
        void forwards(Path file) throws IOException {
            Deque<JournalLine> last = new ArrayDeque<>();
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String text = lines.readLine(); text != null && goesOn(); text = lines.readLine()) {
                    JournalLine line = JournalLine.read(text, codec);
                    if (line != null && query.wants(line)) {
                        last.addFirst(line);
                    }
                    if (found.size() + last.size() > query.limit()) {
                        last.removeLast();
                    }
                }
            }
            found.addAll(last);
        }

        JournalAnswer answer() {
            return new JournalAnswer(found, !late && !missing, sealed);
        }
    }

    private JournalAnswer search(JournalQuery query) throws IOException {
        Look look = new Look(query);
        List<Backup> oldestFirst = new Backups(policy.file(), policy.stamps()).list();
        if (Files.exists(policy.file())) {
            look.backwards(policy.file());
        }
        for (int i = oldestFirst.size() - 1; i >= 0 && look.goesOn(); i--) {
            Backup backup = oldestFirst.get(i);
            if (closed(backup).plus(DISORDER).isBefore(query.from())) {
                break;
            }
            boolean begunLater =
                    i > 0 && closed(oldestFirst.get(i - 1)).minus(DISORDER).isAfter(query.to());
            if (!begunLater) {
                read(backup, look);
            }
        }
        return look.answer();
    }

    /** Of a backup's files one has the lines: as they were written, compressed, or out of reach. */
    private static void read(Backup backup, Look look) {
        Map<String, Path> files = backup.files().stream().collect(Collectors.toMap(backup::endings, file -> file));
        try {
            if (files.containsKey("")) {
                look.backwards(files.get(""));
            } else if (files.containsKey(COMPRESSED)) {
                look.forwards(files.get(COMPRESSED));
            } else {
                look.sealed++;
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "{0} was taken away while it was read: {1}", backup.base(), gone.toString());
            look.missing = true;
        }
    }

    private Instant closed(Backup backup) {
        return stamps.parse(backup.stamp(), Instant::from);
    }
}
