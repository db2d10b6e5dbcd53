package io.heartbeat.logstore.search;

import io.heartbeat.logstore.Catalogued;
import io.heartbeat.logstore.LineTime;
import io.heartbeat.logstore.TimeIndex;
import io.heartbeat.rolling.Packing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Cuts logs into pieces by time, by their index where they have one, else by a look at one line in four MiB. For one search. */
final class Pieces {
    private static final int PROBE = 16 << 10;

    private final LogQuery query;
    private final Map<Path, List<Path>> directories = new HashMap<>();
    private final List<Piece> found = new ArrayList<>();

    Pieces(LogQuery query) {
        this.query = query;
    }

    /** Adds the pieces of a log that may hold what is looked for; a file that cannot be read has none. */
    void add(Catalogued log) {
        String prefix = log.path().getFileName() + ".";
        for (Path file : directories.computeIfAbsent(log.path().getParent(), Pieces::list)) {
            String name = file.getFileName().toString();
            boolean closed = name.startsWith(prefix)
                    && name.length() > prefix.length()
                    && Character.isDigit(name.charAt(prefix.length()))
                    && !name.endsWith(TimeIndex.SUFFIX)
                    && !name.endsWith(".part");
            if (closed || file.equals(log.path())) {
                try {
                    cut(log, file);
                } catch (IOException | RuntimeException rotatedAway) {
                    System.getLogger(Pieces.class.getName())
                            .log(System.Logger.Level.DEBUG, "{0} is left out: {1}", file, rotatedAway.toString());
                }
            }
        }
    }

    List<Piece> found() {
        return found;
    }

    private static List<Path> list(Path directory) {
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            all.forEach(files::add);
        } catch (IOException | DirectoryIteratorException gone) {
            return List.of();
        }
        return List.copyOf(files);
    }

    private void cut(Catalogued log, Path file) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        long changed = facts.lastModifiedTime().toMillis() * 1_000 + 999;
        if (!facts.isRegularFile() || facts.size() == 0) {
            return;
        }
        for (TimeIndex.Part part : parts(log, file, facts)) {
            Piece piece = new Piece(file, log.source(), part, changed);
            if (piece.touches(query.fromMicros(), query.toMicros())) {
                found.add(piece);
            }
        }
    }

    private List<TimeIndex.Part> parts(Catalogued log, Path file, BasicFileAttributes facts) throws IOException {
        Path index = file.resolveSibling(file.getFileName() + TimeIndex.SUFFIX);
        if (!file.equals(log.path()) && Files.exists(index)) {
            return TimeIndex.read(index).parts();
        }
        boolean packed = Packing.of(file.toString()).isPresent();
        if (packed || facts.size() <= TimeIndex.PART) {
            long length = packed ? Long.MAX_VALUE : facts.size();
            return List.of(new TimeIndex.Part(0, length, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        return sampled(file, facts);
    }

    /** The moments at which the parts begin bound them, as far as the clock went forward. */
    private static List<TimeIndex.Part> sampled(Path file, BasicFileAttributes facts) throws IOException {
        LineTime time =
                new LineTime(ZoneId.systemDefault(), facts.lastModifiedTime().toInstant());
        List<long[]> marks = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            for (long at = 0; at < facts.size(); at += TimeIndex.PART) {
                long[] mark = mark(channel, at, time);
                if (mark != null) {
                    marks.add(mark);
                }
            }
        }
        List<TimeIndex.Part> parts = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            long begin = i == 0 ? 0 : marks.get(i)[0];
            boolean last = i + 1 == marks.size();
            long end = last ? facts.size() : marks.get(i + 1)[0];
            long first = marks.get(i)[1];
            long next = last ? Long.MAX_VALUE : marks.get(i + 1)[1];
            parts.add(new TimeIndex.Part(begin, end - begin, begin, 0, Math.min(first, next), Math.max(first, next)));
        }
        return parts.isEmpty()
                ? List.of(new TimeIndex.Part(0, facts.size(), 0, 0, Long.MIN_VALUE, Long.MAX_VALUE))
                : parts;
    }

    /** Where the first line behind a place begins that tells its moment, and the moment; null when none is near. */
    private static long[] mark(FileChannel channel, long at, LineTime time) throws IOException {
        byte[] probe = new byte[PROBE];
        int length = channel.read(ByteBuffer.wrap(probe), at);
        int from = 0;
        for (boolean first = at > 0; from < length; first = false) {
            int end = from;
            while (end < length && probe[end] != '\n') {
                end++;
            }
            long micros = first ? LineTime.NONE : time.micros(probe, from, end);
            if (micros != LineTime.NONE) {
                return new long[] {at + from, micros};
            }
            from = end + 1;
        }
        return null;
    }
}
