package io.heartbeat.pump.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of one address, written by the published format (MaxMind DB 2.0). */
class GeoIpTest {
    private static final int BITS = 32;
    private static final int ADDRESS = 0x01020304;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private Path database() throws IOException {
        for (int node = 0; node < BITS; node++) {
            int hit = node + 1 < BITS ? node + 1 : BITS + 16; // the last one points at the first datum
            boolean one = (ADDRESS >> (BITS - 1 - node) & 1) == 1;
            record(one ? BITS : hit);
            record(one ? hit : BITS);
        }
        out.writeBytes(new byte[16]);
        map(1);
        text("location");
        map(2);
        text("latitude");
        number(57.64911);
        text("longitude");
        number(10.40744);
        out.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        map(9);
        unsigned("node_count", 6, BITS);
        unsigned("record_size", 5, 24);
        unsigned("ip_version", 5, 4);
        unsigned("binary_format_major_version", 5, 2);
        unsigned("binary_format_minor_version", 5, 0);
        text("database_type");
        text("Test-City");
        text("build_epoch");
        out.writeBytes(new byte[] {0x04, 0x02, 0x5f, 0, 0, 0}); // uint64 of four bytes: extended type 2 + 7
        text("languages");
        out.writeBytes(new byte[] {0x00, 0x04}); // an empty array
        text("description");
        map(0);
        return Files.write(directory.resolve("geo.mmdb"), out.toByteArray());
    }

    private void record(int value) {
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
    }

    private void map(int pairs) {
        out.write(7 << 5 | pairs);
    }

    private void text(String text) {
        out.write(2 << 5 | text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void number(double value) {
        out.write(3 << 5 | 8);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(value).array());
    }

    private void unsigned(String key, int type, int value) {
        text(key);
        out.write(type << 5 | 1);
        out.write(value);
    }

    @Test
    void addressInTheDatabaseHasAPlace() throws Exception {
        try (GeoIp places = GeoIp.open(database())) {
            assertThat(places.geohash("1.2.3.4", 8)).isEqualTo("u4pruydq");
            assertThat(places.geohash("1.2.3.5", 8)).isNull();
        }
    }

    @Test
    void whatIsNoAddressHasNoneAndNoNameServerIsAsked() throws Exception {
        try (GeoIp places = GeoIp.open(database())) {
            for (String text :
                    new String[] {"", "dead.beef", "1.2.3", "1.2.3.4.5", "example.org", "999.1.1.1", "::zz", ":"}) {
                assertThat(places.geohash(text, 8)).as(text).isNull();
            }
        }
        assertThat(GeoIp.NONE.geohash("1.2.3.4", 8)).isNull();
    }

    @Test
    void fileThatIsNoDatabaseIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("x.mmdb"), "no database");
        assertThatThrownBy(() -> GeoIp.open(file)).isInstanceOf(IOException.class);
    }
}
