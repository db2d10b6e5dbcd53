package io.heartbeat.logstore.search;

import io.heartbeat.logstore.Catalogued;
import io.heartbeat.logstore.LineTime;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Follows logs through their rotations: what was written to a file before it was closed is read before the next. For one thread. */
public final class LogTail implements Closeable {
    private static final System.Logger LOG = System.getLogger(LogTail.class.getName());
    private static final int MOST_FILES = 500;
    private static final int MOST_AT_ONCE = 256 << 10;

    private final LogQuery query;
    private final Predicate<String> sees;
    private final Supplier<List<Catalogued>> logs;
    private final Runnable closing;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Map<Path, Followed> followed = new HashMap<>();
    /** Who is read next: none starves behind one that has much to say. */
    private final Queue<Followed> turns = new ArrayDeque<>();

    private int leftOut;

    LogTail(LogQuery query, Predicate<String> sees, Supplier<List<Catalogued>> logs, Runnable closing) {
        this.query = query;
        this.sees = sees;
        this.logs = logs;
        this.closing = closing;
        look(true);
    }

    /** One file and how far it was read. */
    private static final class Followed {
        final Catalogued log;
        final Matcher matcher;
        FileChannel channel;
        Object key;
        byte[] begun = {};

        Followed(Catalogued log, Matcher matcher) {
            this.log = log;
            this.matcher = matcher;
        }
    }

    private void look(boolean atTheEnd) {
        List<Catalogued> all = logs.get();
        leftOut = Math.max(0, all.size() - MOST_FILES);
        for (Catalogued log : all) {
            if (followed.size() < MOST_FILES && !followed.containsKey(log.path())) {
                LineTime time = new LineTime(ZoneId.systemDefault(), Instant.EPOCH);
                Followed file = new Followed(log, new Matcher(query, log.source(), time, sees, query.fromMicros()));
                followed.put(log.path(), file);
                turns.add(file);
                open(file, atTheEnd);
            }
        }
    }

    private static void open(Followed file, boolean atTheEnd) {
        try {
            file.key = key(file.log.path());
            file.channel = FileChannel.open(file.log.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            file.channel.position(atTheEnd ? file.channel.size() : 0);
        } catch (IOException notThere) {
            shut(file);
        }
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Logs that are asked for and not followed, for there are too many. */
    public int leftOut() {
        return leftOut;
    }

    /** Lines that came since the last call, in the order of their files; a bounded number, the rest at the next call. */
    public List<LogLine> next() {
        look(false);
        List<LogLine> lines = new ArrayList<>();
        for (int i = turns.size(); i > 0 && lines.size() < LogQuery.MOST_LINES; i--) {
            Followed file = turns.remove();
            read(file, lines);
            turns.add(file);
        }
        return lines;
    }

    private static void read(Followed file, List<LogLine> into) {
        try {
            if (file.channel == null) {
                open(file, false);
            } else if (!more(file, into) && rotated(file)) {
                more(file, into);
                file.channel.close();
                file.begun = new byte[0];
                open(file, false);
            }
        } catch (IOException gone) {
            shut(file);
        }
    }

    private static boolean rotated(Followed file) throws IOException {
        try {
            return !Objects.equals(file.key, key(file.log.path()));
        } catch (NoSuchFileException betweenTwoSteps) {
            return false;
        }
    }

    private static boolean more(Followed file, List<LogLine> into) throws IOException {
        if (file.channel.size() < file.channel.position()) {
            file.channel.position(0);
        }
        ByteBuffer buffer =
                ByteBuffer.allocate(file.begun.length + MOST_AT_ONCE).put(file.begun);
        if (file.channel.read(buffer) <= 0) {
            return false;
        }
        byte[] bytes = buffer.array();
        int from = 0;
        for (int at = 0; at < buffer.position(); at++) {
            if (bytes[at] == '\n') {
                LogLine line = file.matcher.match(bytes, from, at);
                if (line != null) {
                    into.add(line);
                }
                from = at + 1;
            }
        }
        file.begun = java.util.Arrays.copyOfRange(bytes, from, buffer.position());
        if (file.begun.length > MOST_AT_ONCE) {
            file.begun = new byte[0];
        }
        return true;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            followed.values().forEach(LogTail::shut);
            closing.run();
        }
    }

    private static void shut(Followed file) {
        try {
            if (file.channel != null) {
                file.channel.close();
            }
        } catch (IOException nothingToLose) {
            LOG.log(Level.DEBUG, "closing what was only read: {0}", nothingToLose.toString());
        }
        file.channel = null;
    }
}
