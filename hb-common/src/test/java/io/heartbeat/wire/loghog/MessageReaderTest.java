package io.heartbeat.wire.loghog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageReaderTest {
    private static final String WHOLE =
            "{\"version\":1,\"app_id\":\"a\",\"module\":\"m\",\"stamp\":1,\"nsecs\":2,\"body\":\"b\"%s}";
    private static final LogMessage FROM_BERLIN =
            new LogMessage("shop", "web.pay", 1_790_000_000L, 5, "berlin", "ERROR - no \u0000 money\n\t✓");

    private final MessageReader reader = new MessageReader(65536);

    /** The vector that loghogd's own tests publish. */
    @Test
    void theKnownSignature() {
        LogMessage message = new LogMessage(
                "app-name",
                "web.foo",
                1358363502,
                12043,
                "",
                "If numbers aren’t beautiful, I don’t know what is. –Paul Erdős");
        assertThat(new Signature("01WzaGPu").md5(message)).isEqualTo("396d1459bf34d782ebe156fd02b8e591");
    }

    @Test
    void theHostnameIsOptional() {
        assertThat(read(WHOLE.formatted(""))).isNull();
        assertThat(reader.hostname().present()).isFalse();
        assertThat(read(WHOLE.formatted(",\"hostname\":null,\"signature\":null")))
                .isNull();
        assertThat(reader.hostname().present()).isFalse();
        assertThat(reader.signature().present()).isFalse();
    }

    @Test
    void unknownFieldsAreNoMatterAndTheLastOfANameCounts() {
        String more = ",\"extra\":{\"body\":[1,{\"x\":null}],\"y\":true}, \"body\" : \"last\" ";
        assertThat(read(WHOLE.formatted(more))).isNull();
        assertThat(reader.body().text()).isEqualTo("last");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version | ",
                "app_id | ",
                "module | ",
                "stamp | ",
                "nsecs | ",
                "body | ",
                "app_id | 1",
                "module | null",
                "stamp | \"1\"",
                "stamp | 1.5",
                "nsecs | 1e3",
                "body | {}",
                "hostname | 7",
                "signature | []",
            })
    void aFieldThatIsMissingOrOfAnotherType(String name, String value) {
        String text = WHOLE.formatted(",\"hostname\":\"h\",\"signature\":\"s\"");
        String without = text.replaceAll("\"" + name + "\":[^,}]*,?", "").replace(",}", "}");
        String with = value == null ? without : without.replace("}", ",\"" + name + "\":" + value + "}");
        assertThat(read(with)).isEqualTo(Refusal.BAD_FIELD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | []",
                "x | x",
                "{ | {",
                "{} trailing | {}x",
                "depth | {\"a\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
                "comma | {\"a\":1,}",
                "quote | {\"a\":\"}",
                "control | {\"a\":\"\n\"}"
            })
    void whatIsNoObject(String what, String json) {
        assertThat(read(json)).as(what).isEqualTo(Refusal.BAD_JSON);
    }

    @Test
    void anEmptyPayloadAndZlibThatIsNone() {
        assertThat(reader.read(new byte[0], 0, 0, 0)).isEqualTo(Refusal.EMPTY);
        assertThat(reader.read(new byte[0], 0, 0, Frame.ZLIB)).isEqualTo(Refusal.EMPTY);
        assertThat(reader.read("rubbish".getBytes(UTF_8), 0, 7, Frame.ZLIB)).isEqualTo(Refusal.BAD_ZLIB);
        byte[] cut = GoldenFrames.frame(3);
        assertThat(reader.read(cut, 8, 100, Frame.ZLIB)).isEqualTo(Refusal.BAD_ZLIB);
    }

    @Test
    void aBombIsNotInflated() {
        LogMessage huge = new LogMessage("a", "m", 1, 2, "", "x".repeat(100_000));
        byte[] frame = new MessageWriter(null, Set.of(), true).frame(huge);
        assertThat(frame).hasSizeLessThan(1000);
        assertThat(reader.read(frame, 8, frame.length - 8, Frame.ZLIB)).isEqualTo(Refusal.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheWriterSignsTheReaderChecks(MessageWriter.Signing signing) {
        for (boolean packed : new boolean[] {false, true}) {
            byte[] frame = new MessageWriter("secret", Set.of(signing), packed).frame(FROM_BERLIN);
            assertThat(reader.read(frame, 8, frame.length - 8, frame[7])).isNull();
            assertThat(reader.body().text()).isEqualTo(FROM_BERLIN.body());
            assertThat(new Signature("secret").check(reader, false)).isNull();
            assertThat(new Signature("other").check(reader, false)).isEqualTo(Refusal.BAD_SIGNATURE);
        }
    }

    @Test
    void onlyTheNewSignatureCoversTheHostname() {
        assertThat(checkedAsFromRome(MessageWriter.Signing.MD5)).isNull();
        assertThat(checkedAsFromRome(MessageWriter.Signing.SHA256)).isEqualTo(Refusal.BAD_SIGNATURE);
    }

    private Refusal checkedAsFromRome(MessageWriter.Signing signing) {
        byte[] frame = new MessageWriter("secret", Set.of(signing), false).frame(FROM_BERLIN);
        String payload = new String(frame, 8, frame.length - 8, UTF_8).replace("berlin", "rome");
        assertThat(read(payload)).isNull();
        return new Signature("secret").check(reader, false);
    }

    @Property(seed = "50003")
    void anythingThatIsWrittenIsReadAndItsSignaturesFit(
            @ForAll String module, @ForAll String host, @ForAll String body) {
        LogMessage message = new LogMessage("app", module, 1, 2, host, body);
        byte[] frame = new MessageWriter("s", Set.of(MessageWriter.Signing.values()), false).frame(message);
        assertThat(reader.read(frame, 8, frame.length - 8, 0)).isNull();
        assertThat(new Signature("s").check(reader, true)).isNull();
    }

    @Property(seed = "50003")
    void bytesOfAnyKindNeverThrow(@ForAll @Size(max = 300) byte[] bytes, @ForAll boolean zlib) {
        byte[] damaged = GoldenFrames.frame(2);
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            damaged[8 + Math.floorMod(bytes[i] * 31, damaged.length - 8)] = bytes[i + 1];
        }
        assertThatCode(() -> {
                    reader.read(bytes, 0, bytes.length, zlib ? 1 : 0);
                    reader.read(Arrays.copyOf(damaged, damaged.length), 8, damaged.length - 8, 0);
                })
                .doesNotThrowAnyException();
    }

    private Refusal read(String json) {
        byte[] bytes = ("##" + json + "##").getBytes(UTF_8);
        return reader.read(bytes, 2, bytes.length - 4, 0);
    }
}
