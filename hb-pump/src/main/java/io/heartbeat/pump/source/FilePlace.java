package io.heartbeat.pump.source;

import io.heartbeat.pump.follow.FilePosition;
import io.heartbeat.pump.follow.Remembered;
import java.nio.file.Path;

/**
 * Where a line of a followed file ends. Immutable; what it costs to print is paid only when it is printed.
 *
 * @param path the followed name
 * @param known what was known when the line's file began to be read, which is the first in it
 * @param offset behind the line, bytes
 * @param before some bytes that end there
 */
record FilePlace(Path path, Remembered known, long offset, byte[] before) implements Comparable<FilePlace> {
    /** @throws IllegalArgumentException when it is no cursor of this path */
    static FilePlace parse(Path path, String cursor) {
        Remembered known = Remembered.parse(path, cursor);
        if (known.positions().isEmpty()) {
            throw new IllegalArgumentException("a position of no file");
        }
        return new FilePlace(path, known, known.positions().get(0).offset(), null);
    }

    private FilePosition file() {
        return known.positions().get(0);
    }

    /** Files of one name are numbered as they come; the first one's number is not written. */
    private int number() {
        String[] parts = file().id().split("\\.");
        return parts.length < 4 ? 0 : Integer.parseInt(parts[3]);
    }

    @Override
    public int compareTo(FilePlace other) {
        return file().id().equals(other.file().id())
                ? Long.compare(offset, other.offset)
                : Integer.compare(number(), other.number());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePlace place
                && place.offset == offset
                && place.path.equals(path)
                && place.file().id().equals(file().id());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset);
    }

    @Override
    public String toString() {
        return (before == null ? known : known.at(offset, before)).print(path);
    }
}
