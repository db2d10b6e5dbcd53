package io.heartbeat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Throws bytes at everything that reads datagrams. In a normal build each target runs once over its seed corpus, the files
 * beneath {@code src/test/resources/io/heartbeat/protocol/CodecFuzzTestInputs}, as a regression test.
 *
 * <p>To fuzz for real, one target at a time (Jazzer instruments the classes and runs for {@code maxDuration}):
 *
 * <pre>{@code JAZZER_FUZZ=1 ./mvnw -pl hb-common -am test -Dtest=CodecFuzzTest#decode -Dsurefire.failIfNoSpecifiedTests=false}</pre>
 *
 * <p>What it finds stands in a file {@code crash-…}, which belongs into the seed corpus together with the mend. The corpus
 * that grows meanwhile lies in {@code .cifuzz-corpus} and is nobody's but the machine's.
 */
class CodecFuzzTest {
    private final ObjectMapper mapper = new ObjectMapper();

    /** A datagram never makes the codec throw; what it accepts is JSON that Jackson reads, and is answered within bounds. */
    @FuzzTest(maxDuration = "60s")
    void decode(byte[] datagram) throws IOException {
        Codec codec = new Codec();
        if (codec.decode(datagram, 0, datagram.length) != null) {
            return;
        }
        Message message = codec.message();
        readEverything(message);
        JsonNode tree = parse(message);
        same(message.type().name(), tree.path("ID"));
        if (message.nameLength() > 0) {
            same(message.name(), tree.path("name"));
        }
        if (message.type() == MessageType.HTB) {
            answer(message, datagram.length);
        }
    }

    /** A frame never makes the opener throw, and none that was not sealed with the key is taken. */
    @FuzzTest(maxDuration = "60s")
    void open(byte[] datagram) {
        SigningKey key = new SigningKey("k", "0123456789abcdef".getBytes(UTF_8), "web-01");
        ReplayWindows windows = new ReplayWindows(Clock.systemUTC(), Duration.ofSeconds(5));
        SignedFrame frame = new SignedFrame(Direction.TO_SERVER, windows);
        if (SignedFrame.claims(datagram, 0, datagram.length)
                && frame.open(KeyRing.of(List.of(key)), datagram, 0, datagram.length) == null) {
            throw new AssertionError("a frame nobody sealed");
        }
    }

    private static void readEverything(Message m) {
        m.text();
        m.version();
        m.plugin();
        m.id();
        m.status();
        m.output();
        m.command();
        m.args();
        m.url();
        m.sha256();
        m.seq();
        m.time();
    }

    private JsonNode parse(Message message) throws IOException {
        try {
            return mapper.readTree(message.json(), message.offset(), message.length());
        } catch (JsonProcessingException e) {
            throw new AssertionError("accepted what Jackson does not", e);
        }
    }

    private static void same(String found, JsonNode expected) {
        if (!found.equals(expected.asText())) {
            throw new AssertionError(found + " is read elsewhere as " + expected);
        }
    }

    private static void answer(Message message, int limit) {
        byte[] target = new byte[512];
        int length = new MessageWriter().ack(message, limit, target);
        if (length > limit || length > 0 && new Codec().decode(target, 0, length) != null) {
            throw new AssertionError("an answer of " + length + " bytes that is too long, or none");
        }
    }
}
