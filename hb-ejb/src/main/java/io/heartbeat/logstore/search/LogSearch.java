package io.heartbeat.logstore.search;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.logstore.Catalogued;
import io.heartbeat.logstore.LineTime;
import io.heartbeat.logstore.LogStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Looks for lines in all logs. Reads the parts of the time that is asked for, the newest first, and stops as soon as no other
 * part can hold a better line. Thread-safe; few searches and few tails run at once, so that looking never hinders writing.
 */
@Unproxied
public class LogSearch {
    private static final System.Logger LOG = System.getLogger(LogSearch.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SEARCHES = 4;
    private static final int TAILS = 16;
    private static final int BUFFER = 256 << 10;
    private static final int LONGEST_LINE = 4 << 20;

    private final LogStore store;
    private final TimeSource time;
    private final Semaphore searches = new Semaphore(SEARCHES);
    private final Semaphore tails = new Semaphore(TAILS);

    /** @param store which logs there are */
    @Inject
    public LogSearch(LogStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    /** The logs whose lines somebody may see, some of them at least. */
    public List<Catalogued> logs(Predicate<String> sees) {
        return store.catalogue().stream()
                .filter(log ->
                        log.source().mixesHosts() || sees.test(log.source().host()))
                .toList();
    }

    /**
     * Searches.
     *
     * @param sees whether lines of a host may be shown; of an empty name: lines whose host nobody knows
     * @return empty when too many search already
     */
    public Optional<LogAnswer> find(LogQuery query, Predicate<String> sees) {
        if (!searches.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(search(query, sees));
        } finally {
            searches.release();
        }
    }

    /**
     * Follows what is written from now on.
     *
     * @return empty when too many follow already
     */
    public Optional<LogTail> follow(LogQuery query, Predicate<String> sees) {
        return tails.tryAcquire()
                ? Optional.of(new LogTail(query, sees, () -> matching(query), tails::release))
                : Optional.empty();
    }

    private List<Catalogued> matching(LogQuery query) {
        return store.catalogue().stream()
                .filter(log -> query.wants(log.source()))
                .toList();
    }

    private LogAnswer search(LogQuery query, Predicate<String> sees) {
        long deadline = time.steadyMillis() + PATIENCE.toMillis();
        Pieces pieces = new Pieces(query);
        matching(query).forEach(pieces::add);
        Comparator<Piece> order = query.oldestFirst()
                ? Comparator.comparingLong(piece -> piece.part().min())
                : Comparator.<Piece>comparingLong(piece -> piece.part().max()).reversed();
        Best best = new Best(query.limit(), query.oldestFirst());
        long scanned = 0;
        for (Piece piece : pieces.found().stream().sorted(order).toList()) {
            if (best.decided(piece)) {
                break;
            }
            if (time.steadyMillis() > deadline) {
                return new LogAnswer(best.lines(), false, scanned);
            }
            scanned += scan(piece, query, sees, best, deadline);
        }
        return new LogAnswer(best.lines(), time.steadyMillis() <= deadline, scanned);
    }

    private long scan(Piece piece, LogQuery query, Predicate<String> sees, Best best, long deadline) {
        LineTime moments = new LineTime(ZoneId.systemDefault(), Instant.ofEpochMilli(piece.changed() / 1_000));
        Matcher matcher = new Matcher(query, piece.source(), moments, sees, piece.changed());
        long scanned = 0;
        try (InputStream in = piece.open()) {
            byte[] buffer = new byte[BUFFER];
            int held = 0;
            while (scanned < piece.part().length() && time.steadyMillis() <= deadline) {
                int room = (int) Math.min(buffer.length - held, piece.part().length() - scanned);
                int read = in.read(buffer, held, room);
                if (read < 0) {
                    break;
                }
                scanned += read;
                int from = lines(buffer, held + read, matcher, best);
                held = held + read - from;
                System.arraycopy(buffer, from, buffer, 0, held);
                if (held == buffer.length) {
                    if (held >= LONGEST_LINE) {
                        held = 0;
                    } else {
                        buffer = Arrays.copyOf(buffer, 2 * held);
                    }
                }
            }
            if (held > 0 && !growing(piece)) {
                offer(matcher.match(buffer, 0, held), best);
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "{0} was rotated away while it was read: {1}", piece.file(), gone.toString());
        }
        return scanned;
    }

    /** The last line of a growing file may still be on its way. */
    private static boolean growing(Piece piece) {
        return piece.file().getFileName().toString().endsWith(".log");
    }

    private static int lines(byte[] bytes, int length, Matcher matcher, Best best) {
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                offer(matcher.match(bytes, from, at), best);
                from = at + 1;
            }
        }
        return from;
    }

    private static void offer(LogLine line, Best best) {
        if (line != null) {
            best.offer(line);
        }
    }
}
