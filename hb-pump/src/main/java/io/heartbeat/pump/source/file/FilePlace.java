package io.heartbeat.pump.source.file;

import io.heartbeat.pump.follow.FileKey;
import io.heartbeat.pump.follow.FilePosition;
import io.heartbeat.pump.follow.Print;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each file was read: that of the entry first, then the others. Made for every entry, so it is a link to the place
 * before, and now and then a map of all. Immutable.
 */
final class FilePlace {
    private static final String VERSION = "file1";
    private static final int PARTS = 10;
    /** Links in a row, then a map: what hangs on a place stays small, and so does finding all files. */
    private static final int LINKS = 64;

    private final FilePlace before;
    private final int links;
    private final Path path;
    private final FilePosition position;
    private final Map<Path, FilePosition> all;

    private FilePlace(FilePlace before, int links, Path path, FilePosition position, Map<Path, FilePosition> all) {
        this.before = before;
        this.links = links;
        this.path = path;
        this.position = position;
        this.all = all;
    }

    /** Of files that were read so far; the last of them is the entry's. */
    static FilePlace of(Map<Path, FilePosition> all) {
        Map<Path, FilePosition> copy = new LinkedHashMap<>(all);
        Path last = null;
        for (Path path : copy.keySet()) {
            last = path;
        }
        return new FilePlace(null, 0, last, copy.get(last), copy);
    }

    /** The next one: a file was read on. */
    FilePlace then(Path read, FilePosition upTo) {
        if (links < LINKS) {
            return new FilePlace(this, links + 1, read, upTo, null);
        }
        Map<Path, FilePosition> map = files();
        map.remove(read);
        map.put(read, upTo);
        return of(map);
    }

    /** The same without files that are gone for good. */
    FilePlace without(Path gone) {
        Map<Path, FilePosition> map = files();
        map.remove(gone);
        return map.isEmpty() ? null : of(map);
    }

    /** All files, that of the entry last. */
    Map<Path, FilePosition> files() {
        Map<Path, FilePosition> newest = new LinkedHashMap<>();
        FilePlace link = this;
        while (link.all == null) {
            newest.putIfAbsent(link.path, link.position);
            link = link.before;
        }
        Map<Path, FilePosition> map = new LinkedHashMap<>(link.all);
        map.putAll(newest);
        map.remove(path);
        map.put(path, position);
        return map;
    }

    /** Which comes first, where all that differs points the same way; else 0. */
    int compare(FilePlace other) {
        if (before == other) {
            return 1;
        }
        Map<Path, FilePosition> theirs = other.files();
        int sign = 0;
        for (Map.Entry<Path, FilePosition> own : files().entrySet()) {
            FilePosition their = theirs.remove(own.getKey());
            int one = their == null ? 1 : compare(own.getValue(), their);
            if (one != 0 && sign != 0 && one != sign) {
                return 0;
            }
            sign = one == 0 ? sign : one;
        }
        return theirs.isEmpty() ? sign : sign > 0 ? 0 : -1;
    }

    private static int compare(FilePosition one, FilePosition other) {
        return one.key().equals(other.key())
                ? Long.signum(one.offset() - other.offset())
                : Long.signum(one.modified() - other.modified());
    }

    /** Reads what {@link #toString} wrote; throws {@link IllegalArgumentException} for anything else. */
    static FilePlace parse(String cursor) {
        String[] files = cursor.split(" ", -1);
        if (files.length < 2 || !files[0].equals(VERSION)) {
            throw new IllegalArgumentException("a cursor that is none of files");
        }
        Map<Path, FilePosition> all = new LinkedHashMap<>();
        for (int i = files.length - 1; i > 0; i--) {
            String[] parts = files[i].split(",", -1);
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("a cursor with a file that has not " + PARTS + " parts");
            }
            all.put(Path.of(URLDecoder.decode(parts[0], StandardCharsets.UTF_8)), position(parts));
        }
        return of(all);
    }

    private static FilePosition position(String[] parts) {
        return new FilePosition(
                parts[1],
                new FileKey(number(parts[2]), number(parts[3])),
                new Print((int) number(parts[4]), parts[5]),
                number(parts[6]),
                new Print((int) number(parts[7]), parts[8]),
                number(parts[9]));
    }

    private static long number(String digits) {
        long number = Long.parseLong(digits); // its exception is an IllegalArgumentException
        if (number < 0) {
            throw new IllegalArgumentException("a cursor with a negative number");
        }
        return number;
    }

    @Override
    public String toString() {
        List<String> newestFirst = new ArrayList<>();
        files().forEach((file, at) -> newestFirst.add(0, text(file, at)));
        return VERSION + " " + String.join(" ", newestFirst);
    }

    private static String text(Path file, FilePosition at) {
        return String.join(
                ",",
                URLEncoder.encode(file.toString(), StandardCharsets.UTF_8),
                at.id(),
                Long.toString(at.key().device()),
                Long.toString(at.key().inode()),
                Integer.toString(at.head().length()),
                at.head().digest(),
                Long.toString(at.offset()),
                Integer.toString(at.tail().length()),
                at.tail().digest(),
                Long.toString(at.modified()));
    }
}
