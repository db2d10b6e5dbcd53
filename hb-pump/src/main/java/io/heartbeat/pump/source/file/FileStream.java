package io.heartbeat.pump.source.file;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.FilePosition;
import io.heartbeat.pump.follow.FollowListener;
import io.heartbeat.pump.follow.Wildcards;
import io.heartbeat.pump.source.LogStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All files of a reader in one stream; they take turns. */
final class FileStream implements LogStream {
    private static final Logger LOG = System.getLogger(FileStream.class.getName());
    private static final int MOST_FILES = 500;
    /** Lines of one file before the next has its turn. */
    private static final int TURN = 256;
    /** From one look at the files to the next, milliseconds. */
    private static final long LOOK = 200;
    /** From one search for new files to the next, milliseconds. */
    private static final long SEARCH = 2_000;

    private static final String[] NAMES = {"MESSAGE", "LOG_FILE_PATH", "SYSLOG_IDENTIFIER", "_HOSTNAME"};

    private final FileLog log;
    private final TimeSource time;
    private final Map<Path, FilePosition> begin;
    private final List<Followed> files = new ArrayList<>();
    private final Set<Wildcards> unseen = new HashSet<>();
    private FilePlace place;
    private Followed current;
    private int turn;
    private int served;
    private long lookedAt;
    private long searchedAt;
    private long micros;
    private long lost;
    private boolean crowded;
    private boolean woken;

    /** A file with what is the same in all its entries. */
    private record Followed(FileLines lines, byte[][] values, Object[] memos) {}

    /** @param skip whether what is there now is left out */
    FileStream(FileLog log, FilePlace begin, boolean skip, TimeSource time) throws IOException {
        this.log = log;
        this.time = time;
        this.place = begin;
        this.begin = begin == null ? new HashMap<>() : begin.files();
        try {
            search();
            for (Path unwanted : this.begin.keySet()) {
                place = place == null ? null : place.without(unwanted);
            }
            look();
            for (Followed file : files) {
                if (skip) {
                    file.lines.skip();
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Files that were read before come first: they may have been renamed since. */
    private void search() {
        searchedAt = time.steadyMillis();
        for (Path known : List.copyOf(begin.keySet())) {
            if (log.files().stream().anyMatch(files -> means(files, known))) {
                join(known);
            }
        }
        for (Wildcards wanted : log.files()) {
            try {
                wanted.files(MOST_FILES).forEach(this::join);
            } catch (IOException e) {
                if (unseen.add(wanted)) {
                    LOG.log(Level.WARNING, "{0} cannot be searched for files: {1}", wanted.directory(), e.toString());
                }
            }
        }
    }

    private static boolean means(Wildcards files, Path path) {
        return files.directory().equals(path.getParent())
                && (files.several()
                        ? path.getFileSystem()
                                .getPathMatcher("glob:" + files.pattern())
                                .matches(path.getFileName())
                        : files.pattern().equals(path.getFileName().toString()));
    }

    private void join(Path path) {
        for (Followed file : files) {
            if (file.lines.path().equals(path) || file.lines.older(path)) {
                return;
            }
        }
        if (files.size() >= MOST_FILES) {
            if (!crowded) {
                crowded = true;
                LOG.log(Level.WARNING, "{0} files are read; further ones, such as {1}, are not", MOST_FILES, path);
            }
            return;
        }
        FileLines lines = new FileLines(path, begin.remove(path), log.longest(), time, listener());
        String name = path.getFileName().toString();
        int dot = name.indexOf('.', 1);
        String identifier = log.identifier().isEmpty() ? (dot < 0 ? name : name.substring(0, dot)) : log.identifier();
        byte[][] values = {{}, bytes(path.toString()), bytes(identifier), bytes(log.host())};
        files.add(new Followed(lines, values, new Object[NAMES.length]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private FollowListener listener() {
        return new FollowListener() {
            @Override
            public void lost(Path path, long from, String why) {
                lost++;
                LOG.log(Level.WARNING, "{0}: what follows byte {1} cannot be read: {2}", path, from + "", why);
            }
        };
    }

    private void look() throws IOException {
        lookedAt = time.steadyMillis();
        for (int i = files.size() - 1; i >= 0; i--) {
            FileLines lines = files.get(i).lines;
            lines.look();
            boolean pattern =
                    log.files().stream().noneMatch(wanted -> !wanted.several() && means(wanted, lines.path()));
            if (pattern && lines.gone()) {
                files.remove(i);
                place = place == null ? null : place.without(lines.path());
                lines.close();
            }
        }
        if (lookedAt - searchedAt >= SEARCH) {
            search();
        }
    }

    @Override
    public boolean next() throws IOException {
        if (++served % TURN == 0) {
            turn++;
            if (time.steadyMillis() - lookedAt >= LOOK) {
                look();
            }
        }
        for (int tried = 0; tried < files.size(); tried++) {
            Followed file = files.get(Math.floorMod(turn, files.size()));
            if (file.lines.next()) {
                stand(file);
                return true;
            }
            turn++;
        }
        return false;
    }

    private void stand(Followed file) {
        current = file;
        place = place == null
                ? FilePlace.of(Map.of(file.lines.path(), file.lines.position()))
                : place.then(file.lines.path(), file.lines.position());
        micros = ChronoUnit.MICROS.between(Instant.EPOCH, time.wall());
    }

    @Override
    public void tend() throws IOException {
        if (time.steadyMillis() - lookedAt >= LOOK) {
            look();
        }
    }

    @Override
    public boolean await(Duration atMost) throws IOException, InterruptedException {
        long end = time.steadyMillis() + atMost.toMillis();
        while (true) {
            long now = time.steadyMillis();
            if (now - lookedAt >= LOOK) {
                look();
                return true; // next() finds out what there is
            }
            if (now >= end || !sleep(Math.min(end, lookedAt + LOOK) - now)) {
                return false;
            }
        }
    }

    /** False when somebody woke it. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks at the clock again
    private synchronized boolean sleep(long millis) throws InterruptedException {
        if (!woken) {
            wait(Math.max(1, millis));
        }
        boolean awake = woken;
        woken = false;
        return !awake;
    }

    @Override
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    @Override
    public int size() {
        return NAMES.length;
    }

    @Override
    public String name(int field) {
        return NAMES[field];
    }

    @Override
    public byte[] bytes(int field) {
        return field == 0 ? current.lines.bytes() : current.values[field];
    }

    @Override
    public int offset(int field) {
        return field == 0 ? current.lines.offset() : 0;
    }

    @Override
    public int length(int field) {
        return field == 0 ? current.lines.length() : current.values[field].length;
    }

    @Override
    public boolean shared(int field) {
        return field > 0;
    }

    @Override
    public Object memo(int field) {
        return current.memos[field];
    }

    @Override
    public void memo(int field, Object memo) {
        current.memos[field] = memo;
    }

    @Override
    public long realtimeMicros() {
        return micros;
    }

    @Override
    public Object place() {
        return place;
    }

    @Override
    public long corrupted() {
        return 0;
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public void close() {
        for (Followed file : files) {
            try {
                file.lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(file.lines.path() + " cannot be closed", e);
            }
        }
    }
}
