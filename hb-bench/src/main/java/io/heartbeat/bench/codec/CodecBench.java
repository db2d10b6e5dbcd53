package io.heartbeat.bench.codec;

import io.heartbeat.bench.load.Samples;
import io.heartbeat.bench.load.Shape;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.KeyRing;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading, acknowledging, sealing and opening single datagrams. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBench {
    private final byte[] beat = Samples.of(Shape.HTB, false);
    private final byte[] beatCompressed = Samples.of(Shape.HTB, true);
    private final byte[] report = Samples.of(Shape.PLG, false);
    private final byte[] reportCompressed = Samples.of(Shape.PLG, true);
    private final Codec codec = new Codec();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] answer = new byte[1024];
    private final SigningKey key =
            new SigningKey("bench", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "bench");
    private final KeyRing ring = KeyRing.of(List.of(key));
    private final FrameSealer sealer = new FrameSealer(Direction.TO_SERVER, Clock.systemUTC());
    private final SignedFrame frame =
            new SignedFrame(Direction.TO_SERVER, new ReplayWindows(Clock.systemUTC(), Duration.ofSeconds(1)));
    private final byte[] sealed = new byte[FrameSealer.length(key, beat.length)];

    /** A heartbeat of 115 bytes. */
    @Benchmark
    public Rejection decodeHeartbeat() {
        return accepted(codec.decode(beat, 0, beat.length));
    }

    /** The same in a zlib stream. */
    @Benchmark
    public Rejection decodeHeartbeatZlib() {
        return accepted(codec.decode(beatCompressed, 0, beatCompressed.length));
    }

    /** A plugin report of 951 bytes. */
    @Benchmark
    public Rejection decodeReport() {
        return accepted(codec.decode(report, 0, report.length));
    }

    /** The same in a zlib stream. */
    @Benchmark
    public Rejection decodeReportZlib() {
        return accepted(codec.decode(reportCompressed, 0, reportCompressed.length));
    }

    /** A heartbeat and its acknowledgement. */
    @Benchmark
    public int decodeHeartbeatAndAcknowledge() {
        accepted(codec.decode(beat, 0, beat.length));
        return writer.ack(codec.message(), answer);
    }

    /** Puts a heartbeat into a signed frame. */
    @Benchmark
    public int seal() {
        return sealer.seal(key, beat, 0, beat.length, sealed);
    }

    /** Puts a heartbeat into a signed frame and opens it; a frame opens only once. */
    @Benchmark
    public Rejection sealAndOpen() {
        int length = sealer.seal(key, beat, 0, beat.length, sealed);
        Rejection refused = frame.open(ring, sealed, 0, length);
        // The frames of the first millisecond are older than the windows: they are refused, and cost the same.
        return refused == Rejection.REPLAYED ? null : accepted(refused);
    }

    private static Rejection accepted(Rejection refused) {
        if (refused != null) {
            throw new IllegalStateException("refused: " + refused);
        }
        return null;
    }
}
