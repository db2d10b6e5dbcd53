package io.heartbeat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.KeyRing;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {
    private static LoadSpec spec(Shape shape, Wire wire, int hosts) {
        return new LoadSpec(shape, wire, hosts, 1000, 500, 1, LoadSpec.LOWEST, 2);
    }

    private static String text(Datagram datagram) {
        return new String(datagram.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void heartbeatsOfAllHostsHaveOneLength() {
        List<Datagram> beats =
                Pool.compose(spec(Shape.HTB, Wire.PLAIN, 300), Signer.none()).datagrams();

        assertThat(beats).hasSize(300);
        assertThat(beats).allSatisfy(beat -> assertThat(beat.bytes()).hasSizeBetween(110, 118));
        assertThat(beats)
                .extracting(beat -> beat.bytes().length)
                .containsOnly(beats.get(0).bytes().length);
        assertThat(text(beats.get(299))).startsWith("{\"ID\":\"HTB\",\"name\":\"host-000299\",\"interval\":30,");
    }

    @Test
    void reportsHaveOneLengthAndDifferentFigures() {
        List<Datagram> reports =
                Pool.compose(spec(Shape.PLG, Wire.PLAIN, 50), Signer.none()).datagrams();

        assertThat(reports).allSatisfy(report -> assertThat(report.bytes()).hasSize(951));
        assertThat(reports).extracting(PoolTest::text).doesNotHaveDuplicates().allMatch(t -> t.contains("\"PLG\""));
    }

    @Test
    void aMixIsThreeHeartbeatsToOneReportForEveryHost() {
        List<Datagram> mix =
                Pool.compose(spec(Shape.MIX, Wire.PLAIN, 6), Signer.none()).datagrams();

        assertThat(mix).hasSize(24);
        assertThat(mix).filteredOn(d -> text(d).contains("\"PLG\"")).hasSize(6);
    }

    @Test
    void theNumberIsWrittenWhereItBelongs() {
        Datagram beat = Pool.compose(spec(Shape.HTB, Wire.PLAIN, 1), Signer.none())
                .datagrams()
                .get(0);

        Datagram.number(beat.bytes(), beat.numberAt(), 987_654_321);

        assertThat(text(beat)).contains("\"seq\":987654321,\"time\"");
    }

    @Test
    void compressedDatagramsInflateToMessagesWithTheNumberOfTheirPlace() throws Exception {
        Pool pool = Pool.compose(spec(Shape.PLG, Wire.ZLIB, 10_000), Signer.none());
        Datagram last = pool.datagrams().get(19_999);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new InflaterInputStream(new java.io.ByteArrayInputStream(last.bytes())).transferTo(json);

        assertThat(json.toString(StandardCharsets.UTF_8)).hasSize(951).contains("\"seq\":100019999,", "host-009999");
        assertThat(last.numberAt()).isNegative();
    }

    @Test
    void aSignedLoadHasAFrameForEveryDatagramThatCanLeave() {
        LoadSpec spec = new LoadSpec(Shape.HTB, Wire.SIGNED, 10, 0, 250, 1, LoadSpec.LOWEST, 1);
        Clock before = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        Clock clock = Clock.offset(before, Duration.ofSeconds(1));

        Pool pool = Pool.compose(spec, new HostKeys(10, clock));

        assertThat(pool.datagrams()).hasSize(250).extracting(PoolTest::text).doesNotHaveDuplicates();
        SigningKey key = new SigningKey("sign-000003", secretOf("sign-000003"), "sign-000003");
        SignedFrame frame = new SignedFrame(Direction.TO_SERVER, new ReplayWindows(before, Duration.ofSeconds(1)));
        byte[] datagram = pool.datagrams().get(13).bytes();
        assertThat(frame.open(KeyRing.of(List.of(key)), datagram, 0, datagram.length))
                .isNull();
        assertThat(new String(datagram, frame.payloadOffset(), frame.payloadLength(), StandardCharsets.UTF_8))
                .startsWith("{\"ID\":\"HTB\",\"name\":\"sign-000003\"")
                .contains("\"seq\":100000013,");
    }

    private static byte[] secretOf(String host) {
        String line = HostKeys.yaml(10)
                .lines()
                .filter(l -> l.contains(host))
                .findFirst()
                .orElseThrow();
        return line.split("\"")[1].getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void plainNumbersAreExpectedOnceAndRepeatedOnesAsOftenAsTheyLeave() {
        Pool plain = Pool.compose(spec(Shape.HTB, Wire.PLAIN, 10), Signer.none());
        Pool repeated = Pool.compose(spec(Shape.HTB, Wire.ZLIB, 10_000), Signer.none());

        assertThat(plain.expected(0, 500)).isEqualTo(1);
        assertThat(plain.expected(499, 500)).isEqualTo(1);
        assertThat(plain.expected(500, 500)).isZero();
        assertThat(repeated.expected(0, 45_000)).isEqualTo(3);
        assertThat(repeated.expected(4_999, 45_000)).isEqualTo(3);
        assertThat(repeated.expected(5_000, 45_000)).isEqualTo(2);
        assertThat(repeated.expected(20_000, 45_000)).isZero();
    }

    @Test
    void aHostKeepsItsSourcePortAndNeighboursShareIt() {
        LoadSpec spec = spec(Shape.HTB, Wire.PLAIN, 200);

        assertThat(spec.socket(0))
                .isEqualTo(spec.socket(63))
                .isEqualTo(spec.socket(200))
                .isZero();
        assertThat(spec.socket(64)).isEqualTo(spec.socket(264)).isEqualTo(1);
    }

    @Test
    void theFileForTheNativeSenderHoldsLengthsPlacesAndBytes(@TempDir Path directory) throws Exception {
        Pool pool = Pool.compose(spec(Shape.HTB, Wire.PLAIN, 2), Signer.none());
        Path file = directory.resolve("pool");

        pool.write(file);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
        Datagram first = pool.datagrams().get(0);
        assertThat(bytes.position(4).getInt()).isEqualTo(2);
        assertThat(bytes.getInt()).isEqualTo(first.bytes().length);
        assertThat(bytes.getInt()).isEqualTo(first.numberAt());
        assertThat(bytes.getInt()).isZero();
        assertThat(bytes.limit()).isEqualTo(8 + 2 * (12 + first.bytes().length));
    }
}
