package io.heartbeat.metric;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;

/**
 * The body of a chunk: one frame for each report, in the order of their reception. A frame is the microseconds since the
 * chunk's first report, the length of the JSON text, the length of its packed form, and that form: deflated, from the second
 * frame on with the first report as dictionary. All numbers are {@link Varints}. One thread's; to be closed.
 */
final class Frames implements AutoCloseable {
    /** No report is longer: the codec lets none through. */
    private static final int LONGEST = 64 << 10;

    private final Packing packing = new Packing();

    /** The first frame of a chunk. */
    byte[] head(byte[] json) {
        return frame(0, json, null);
    }

    /** A further frame of a chunk. */
    byte[] next(Tail tail, long micros, byte[] json) {
        return frame(micros - tail.firstAt(), json, first(tail.head()));
    }

    private byte[] frame(long micros, byte[] json, byte[] dictionary) {
        byte[] packed = packing.pack(json, dictionary);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(packed.length + 12);
        Varints.put(frame, micros);
        Varints.put(frame, json.length);
        Varints.put(frame, packed.length);
        frame.writeBytes(packed);
        return frame.toByteArray();
    }

    private byte[] first(byte[] head) {
        List<Report> only = read(0, head);
        return only.isEmpty() ? null : only.get(0).json();
    }

    /** The first frame of a body; empty when it is damaged. */
    static byte[] headOf(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            Varints.get(in);
            Varints.get(in);
            return Arrays.copyOf(body, Varints.getLength(in) + in.position());
        } catch (BufferUnderflowException damaged) {
            return new byte[0];
        }
    }

    /**
     * The reports of a body, oldest first. One that is damaged ends with the last report that can be read.
     *
     * @param firstAt of its chunk
     */
    List<Report> read(long firstAt, byte[] body) {
        List<Report> reports = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            while (in.hasRemaining()) {
                Instant at = instant(firstAt + Varints.get(in));
                int plain = Varints.getSize(in, LONGEST);
                int packed = Varints.getLength(in);
                byte[] dictionary = reports.isEmpty() ? null : reports.get(0).json();
                reports.add(new Report(at, packing.unpack(body, in.position(), packed, plain, dictionary)));
                in.position(in.position() + packed);
            }
        } catch (BufferUnderflowException | DataFormatException damaged) {
            System.getLogger(Frames.class.getName())
                    .log(System.Logger.Level.DEBUG, "a chunk of reports is damaged", damaged);
        }
        return reports;
    }

    /** A moment from microseconds since the epoch. */
    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** Microseconds since the epoch. */
    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    @Override
    public void close() {
        packing.close();
    }
}
