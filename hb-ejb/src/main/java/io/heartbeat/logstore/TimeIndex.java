package io.heartbeat.logstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which part of a closed file is of which time: a file beside it, one line of text for each part. The bounds are the earliest
 * and the latest moment in the part, so that a clock that was set back hides nothing. Immutable.
 *
 * @param parts in the order of the file; together they are the whole of it
 */
public record TimeIndex(List<Part> parts) {
    /** Ending of an index: that of the closed file, then this. */
    public static final String SUFFIX = ".index";

    /** Bytes of a part, about. */
    public static final int PART = 4 << 20;

    private static final String HEAD = "heartbeat-log-index 1";
    private static final int FIELDS = 6;
    private static final long LARGEST = 64 << 20;

    /** Copies the list. */
    public TimeIndex {
        parts = List.copyOf(parts);
    }

    /**
     * Some lines of a file.
     *
     * @param offset where they begin in the file, unpacked
     * @param length bytes, unpacked
     * @param packed where to begin to unpack; the same as the offset in a file that is not packed
     * @param skip bytes to pass over from there on, unpacked
     * @param min earliest moment, microseconds; {@link Long#MIN_VALUE} when a line tells none
     * @param max latest moment, microseconds; {@link Long#MAX_VALUE} when no line tells one
     */
    public record Part(long offset, long length, long packed, long skip, long min, long max) {}

    /** The part of some whole lines. */
    static Part part(byte[] lines, int length, long offset, long packed, long skip, LineTime time) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int from = 0; from < length; ) {
            int end = from;
            while (end < length && lines[end] != '\n') {
                end++;
            }
            long micros = time.micros(lines, from, end);
            if (micros != LineTime.NONE) {
                min = Math.min(min, micros);
                max = Math.max(max, micros);
            }
            from = end + 1;
        }
        return min > max
                ? new Part(offset, length, packed, skip, Long.MIN_VALUE, Long.MAX_VALUE)
                : new Part(offset, length, packed, skip, min, max);
    }

    /**
     * Reads a whole file.
     *
     * @param plain its bytes, unpacked
     * @param packed whether the file is packed, and so can only be read from its beginning
     */
    static TimeIndex scan(InputStream plain, boolean packed, LineTime time) throws IOException {
        List<Part> parts = new ArrayList<>();
        byte[] buffer = new byte[PART];
        long offset = 0;
        int held = plain.readNBytes(buffer, 0, buffer.length);
        while (held > 0) {
            int whole = held;
            while (held == buffer.length && whole > 0 && buffer[whole - 1] != '\n') {
                whole--;
            }
            int length = whole == 0 ? held : whole;
            parts.add(part(buffer, length, offset, packed ? 0 : offset, packed ? offset : 0, time));
            offset += length;
            System.arraycopy(buffer, length, buffer, 0, held - length);
            held -= length;
            held += plain.readNBytes(buffer, held, buffer.length - held);
        }
        return new TimeIndex(parts);
    }

    void write(OutputStream target) throws IOException {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Part part : parts) {
            text.append(part.offset)
                    .append(' ')
                    .append(part.length)
                    .append(' ')
                    .append(part.packed)
                    .append(' ');
            text.append(part.skip)
                    .append(' ')
                    .append(part.min)
                    .append(' ')
                    .append(part.max)
                    .append('\n');
        }
        target.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads an index.
     *
     * @throws IOException when it is absent, or none
     */
    public static TimeIndex read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": too large for an index");
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IOException(file + ": no index");
        }
        List<Part> parts = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(" ");
            if (fields.length != FIELDS) {
                throw new IOException(file + ": a line is torn");
            }
            try {
                parts.add(new Part(
                        Long.parseLong(fields[0]),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        Long.parseLong(fields[4]),
                        Long.parseLong(fields[5])));
            } catch (NumberFormatException torn) {
                throw new IOException(file + ": a line is torn", torn);
            }
        }
        return new TimeIndex(parts);
    }
}
