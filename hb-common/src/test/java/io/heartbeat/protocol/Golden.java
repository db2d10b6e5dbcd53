package io.heartbeat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The datagrams in {@code src/test/resources}, composed by another implementation. */
final class Golden {
    static final SigningKey KEY = new SigningKey("web-01", "correct horse battery staple".getBytes(UTF_8), "web-01");
    static final KeyRing RING = KeyRing.of(List.of(KEY));
    static final long SERVER_BOOT = 0xfedcba9876543210L;

    private Golden() {}

    /** The bytes of one, by its path beneath {@code golden/}. */
    static byte[] datagram(String name) {
        try (InputStream file = Golden.class.getResourceAsStream("golden/" + name + ".hex")) {
            return hex(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines of hexadecimal digits, but for those that begin with #. */
    static byte[] hex(String lines) {
        return HexFormat.of()
                .parseHex(lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining()));
    }
}
