package io.heartbeat.bench.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The composed datagrams of a load, sent in turn and over again until it ends. Plain ones get a fresh number each time;
 * compressed ones repeat with the number of their place; signed ones are never repeated, so there are as many as can leave.
 */
public final class Pool {
    private static final int COMPRESSED = 20_000;

    private final LoadSpec spec;
    private final List<Datagram> datagrams;

    private Pool(LoadSpec spec, List<Datagram> datagrams) {
        this.spec = spec;
        this.datagrams = datagrams;
    }

    /**
     * Composes a load.
     *
     * @param signer makes signed frames; asked only by a signed load
     */
    public static Pool compose(LoadSpec spec, Signer signer) {
        Composer composer = new Composer();
        int size = size(spec);
        List<Datagram> datagrams = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            byte[] json = composer.json(spec, place, spec.first() + place);
            int numberAt = spec.wire() == Wire.PLAIN ? Composer.numberAt(json) : -1;
            byte[] payload = spec.wire().compressed() ? composer.compressed(json) : json;
            if (spec.wire().signed()) {
                payload = signer.sign(place % spec.hosts(), payload);
            }
            datagrams.add(new Datagram(payload, numberAt, spec.socket(place)));
        }
        return new Pool(spec, datagrams);
    }

    private static int size(LoadSpec spec) {
        int unit = spec.shape() == Shape.MIX ? 4 * spec.hosts() : spec.hosts();
        if (spec.wire().signed()) {
            return Math.toIntExact(spec.most());
        }
        return spec.wire() == Wire.PLAIN ? unit : Math.max(unit, COMPRESSED / unit * unit);
    }

    /**
     * The same datagrams for another rate, count, time or first number. Where the numbers are composed in, the first number
     * stays.
     */
    public Pool with(LoadSpec other) {
        long first = spec.wire() == Wire.PLAIN ? other.first() : spec.first();
        return new Pool(
                new LoadSpec(
                        spec.shape(),
                        spec.wire(),
                        spec.hosts(),
                        other.rate(),
                        other.count(),
                        other.seconds(),
                        first,
                        spec.sockets()),
                datagrams);
    }

    /** What was composed. */
    public LoadSpec spec() {
        return spec;
    }

    /** The datagrams, in the order of sending. */
    List<Datagram> datagrams() {
        return datagrams;
    }

    /** How often the number {@code first + place} must have been received after so many were sent. */
    public int expected(long place, long sent) {
        long turn = spec.wire() == Wire.PLAIN ? sent : datagrams.size();
        return place >= turn ? 0 : (int) (sent / turn + (place < sent % turn ? 1 : 0));
    }

    /** Mean length of a datagram in bytes. */
    public double meanBytes() {
        return datagrams.stream().mapToInt(d -> d.bytes().length).average().orElse(0);
    }

    /** Writes the pool for the native sender (its format stands at the top of blast.c). */
    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("HBP1".getBytes(StandardCharsets.US_ASCII));
            ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
            out.write(header.putInt(datagrams.size()).array(), 0, 4);
            for (Datagram d : datagrams) {
                header.clear().putInt(d.bytes().length).putInt(d.numberAt()).putInt(d.socket());
                out.write(header.array());
                out.write(d.bytes());
            }
        }
    }
}
