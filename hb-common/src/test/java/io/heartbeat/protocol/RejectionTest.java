package io.heartbeat.protocol;

import static io.heartbeat.protocol.Rejection.BAD_FIELD;
import static io.heartbeat.protocol.Rejection.BAD_JSON;
import static io.heartbeat.protocol.Rejection.BAD_NAME;
import static io.heartbeat.protocol.Rejection.BAD_NUMBER;
import static io.heartbeat.protocol.Rejection.BAD_UTF8;
import static io.heartbeat.protocol.Rejection.BAD_ZLIB;
import static io.heartbeat.protocol.Rejection.EMPTY;
import static io.heartbeat.protocol.Rejection.INFLATED_TOO_LARGE;
import static io.heartbeat.protocol.Rejection.OVERSIZED;
import static io.heartbeat.protocol.Rejection.TOO_DEEP;
import static io.heartbeat.protocol.Rejection.UNKNOWN_FORMAT;
import static io.heartbeat.protocol.Rejection.UNKNOWN_TYPE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionTest {
    private static final String FAR = "{\"ID\":\"HTB\",\"name\":\"a\"";
    private final Codec codec = new Codec();
    private final MessageWriter writer = new MessageWriter();

    private Rejection decode(byte[] datagram) {
        return codec.decode(datagram, 0, datagram.length);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(EMPTY, ""),
                arguments(UNKNOWN_FORMAT, "garbage"),
                arguments(UNKNOWN_FORMAT, " {\"ID\":\"HTB\"}"),
                arguments(UNKNOWN_FORMAT, "[{\"ID\":\"HTB\"}]"),
                arguments(UNKNOWN_FORMAT, "\uFEFF{\"ID\":\"HTB\"}"),
                arguments(UNKNOWN_FORMAT, "HBS1"),
                arguments(BAD_JSON, "{"),
                arguments(BAD_JSON, FAR),
                arguments(BAD_JSON, FAR + ",}"),
                arguments(BAD_JSON, FAR + "}}"),
                arguments(BAD_JSON, FAR + "} {\"ID\":\"HTB\"}"),
                arguments(BAD_JSON, FAR + "}\u0000"),
                arguments(BAD_JSON, FAR + ",'x':1}"),
                arguments(BAD_JSON, FAR + ",x:1}"),
                arguments(BAD_JSON, FAR + ",\"x\":NaN}"),
                arguments(BAD_JSON, FAR + ",\"x\":-Infinity}"),
                arguments(BAD_JSON, FAR + ",\"x\":nul}"),
                arguments(BAD_JSON, FAR + ",\"x\":truE}"),
                arguments(BAD_JSON, FAR + ",\"x\":01}"),
                arguments(BAD_JSON, FAR + ",\"x\":+1}"),
                arguments(BAD_JSON, FAR + ",\"x\":.5}"),
                arguments(BAD_JSON, FAR + ",\"x\":5.}"),
                arguments(BAD_JSON, FAR + ",\"x\":-}"),
                arguments(BAD_JSON, FAR + ",\"x\":1e}"),
                arguments(BAD_JSON, FAR + ",\"x\":0x10}"),
                arguments(BAD_JSON, FAR + ",\"x\":[1,]}"),
                arguments(BAD_JSON, FAR + ",\"x\":[1 2]}"),
                arguments(BAD_JSON, FAR + ",\"x\" 1}"),
                arguments(BAD_JSON, FAR + ",\"x\":/**/1}"),
                arguments(BAD_JSON, FAR + ",\"x\":\"\n\"}"),
                arguments(BAD_JSON, FAR + ",\"x\":\"\u001f\"}"),
                arguments(BAD_JSON, FAR + ",\"x\":\"\\x\"}"),
                arguments(BAD_JSON, FAR + ",\"x\":\"\\u12G4\"}"),
                arguments(BAD_JSON, FAR + ",\"x\":\"\\u12\"}"),
                arguments(BAD_JSON, FAR + ",\"x\":\"\\"),
                arguments(BAD_JSON, FAR + "\u00a0}"),
                arguments(TOO_DEEP, FAR + ",\"x\":" + "[".repeat(32) + "]".repeat(32) + "}"),
                arguments(TOO_DEEP, FAR + ",\"x\":" + "[".repeat(60_000)),
                arguments(TOO_DEEP, "{\"a\":".repeat(10_000)),
                arguments(BAD_NUMBER, FAR + ",\"x\":1e999999}"),
                arguments(BAD_NUMBER, FAR + ",\"x\":-1e309}"),
                arguments(BAD_NUMBER, FAR + ",\"x\":1e99999999999999999999}"),
                arguments(BAD_NUMBER, FAR + ",\"x\":" + "9".repeat(65) + "}"),
                arguments(BAD_NUMBER, FAR + ",\"x\":" + "9".repeat(60_000) + "}"),
                arguments(UNKNOWN_TYPE, "{}"),
                arguments(UNKNOWN_TYPE, "{\"name\":\"a\"}"),
                arguments(UNKNOWN_TYPE, "{\"ID\":null}"),
                arguments(UNKNOWN_TYPE, "{\"ID\":1}"),
                arguments(UNKNOWN_TYPE, "{\"ID\":\"htb\"}"),
                arguments(UNKNOWN_TYPE, "{\"ID\":\"HTBX\"}"),
                arguments(UNKNOWN_TYPE, "{\"ID\":\"\"}"),
                arguments(UNKNOWN_TYPE, "{\"ID\":\"HTB\",\"ID\":\"???\"}"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void refuses_what_is_no_message(Rejection expected, String datagram) {
        assertThat(decode(datagram.getBytes(UTF_8))).isEqualTo(expected);
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments(BAD_NAME, "\"HTB\",\"name\":\"\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"-a\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\".\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"a b\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"a\\nb\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"a\\u0062\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"<b>\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"../etc\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"höst\""),
                arguments(BAD_NAME, "\"HTB\",\"name\":\"" + "a".repeat(254) + "\""),
                arguments(BAD_NAME, "\"PLG\",\"plugin\":\"p\",\"name\":\"a/b\""),
                arguments(BAD_FIELD, "\"HTB\",\"name\":7"),
                arguments(BAD_FIELD, "\"HTB\",\"interval\":0"),
                arguments(BAD_FIELD, "\"HTB\",\"interval\":-30"),
                arguments(BAD_FIELD, "\"HTB\",\"interval\":604801"),
                arguments(BAD_FIELD, "\"HTB\",\"interval\":\"30\""),
                arguments(BAD_FIELD, "\"HTB\",\"interval\":true"),
                arguments(BAD_FIELD, "\"HTB\",\"rtt\":-0.5"),
                arguments(BAD_FIELD, "\"HTB\",\"rtt\":[1]"),
                arguments(BAD_FIELD, "\"HTB\",\"seq\":\"1\""),
                arguments(BAD_FIELD, "\"HTB\",\"seq\":{}"),
                arguments(BAD_FIELD, "\"HTB\",\"time\":\"now\""),
                arguments(BAD_FIELD, "\"HTB\",\"boot\":2"),
                arguments(BAD_FIELD, "\"HTB\",\"boot\":\"true\""),
                arguments(BAD_FIELD, "\"HTB\",\"shutdown\":10"),
                arguments(BAD_FIELD, "\"HTB\",\"msg\":1"),
                arguments(BAD_FIELD, "\"HTB\",\"msg\":\"" + "é".repeat(1025) + "\""),
                arguments(BAD_FIELD, "\"HTB\",\"version\":\"" + "1".repeat(65) + "\""),
                arguments(BAD_FIELD, "\"PLG\""),
                arguments(BAD_FIELD, "\"PLG\",\"plugin\":null"),
                arguments(BAD_FIELD, "\"PLG\",\"plugin\":1"),
                arguments(BAD_FIELD, "\"PLG\",\"plugin\":\"a/b\""),
                arguments(BAD_FIELD, "\"PLG\",\"plugin\":\"" + "p".repeat(129) + "\""),
                arguments(BAD_FIELD, "\"ACK\",\"seq\":false"),
                arguments(BAD_FIELD, "\"RES\",\"status\":\"ok\""),
                arguments(BAD_FIELD, "\"RES\",\"id\":\"1\",\"status\":\"" + "s".repeat(65) + "\""),
                arguments(BAD_FIELD, "\"RES\",\"id\":\"1\",\"output\":\"" + "o".repeat(32 * 1024 + 1) + "\""),
                arguments(BAD_FIELD, "\"RES\",\"id\":\"" + "i".repeat(129) + "\""),
                arguments(BAD_FIELD, "\"CMD\",\"id\":\"1\""),
                arguments(BAD_FIELD, "\"CMD\",\"id\":\"1\",\"command\":\"rm -rf\""),
                arguments(BAD_FIELD, "\"CMD\",\"id\":\"1\",\"command\":\"c\",\"args\":\"a\""),
                arguments(BAD_FIELD, "\"CMD\",\"id\":\"1\",\"command\":\"c\",\"args\":[\"a\",1]"),
                arguments(BAD_FIELD, "\"CMD\",\"id\":\"1\",\"command\":\"c\",\"args\":[[\"a\"]]"),
                arguments(
                        BAD_FIELD, "\"CMD\",\"id\":\"1\",\"command\":\"c\",\"args\":[" + "\"\",".repeat(64) + "\"\"]"),
                arguments(BAD_FIELD, "\"UPD\",\"id\":\"1\",\"version\":\"2\",\"url\":\"u\""),
                arguments(BAD_FIELD, "\"UPD\",\"id\":\"1\",\"version\":\"2\",\"url\":\"u\",\"sha256\":\"abc\""));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void refuses_fields_that_cannot_be(Rejection expected, String fields) {
        assertThat(decode(("{\"ID\":" + fields + "}").getBytes(UTF_8))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("edges")
    void accepts_what_is_just_within_its_bound(String fields) {
        assertThat(decode(("{\"ID\":" + fields + "}").getBytes(UTF_8))).isNull();
    }

    static Stream<String> edges() {
        return Stream.of(
                "\"HTB\"",
                "\"HTB\",\"name\":null,\"interval\":null,\"seq\":null,\"msg\":null",
                "\"HTB\",\"name\":\"" + "a".repeat(253) + "\"",
                "\"HTB\",\"name\":\"_a-b.C_9\"",
                "\"HTB\",\"interval\":604800,\"rtt\":0,\"boot\":0,\"shutdown\":1,\"seq\":-1,\"time\":1e-400",
                "\"HTB\",\"interval\":1e-300",
                "\"HTB\",\"msg\":\"" + "\\u00e9".repeat(1024) + "\"",
                "\"HTB\",\"x\":" + "9".repeat(64) + ",\"y\":1.7e308,\"z\":0e999999",
                "\"HTB\",\"x\":" + "[".repeat(31) + "]".repeat(31),
                "\"PLG\",\"plugin\":\"nagios:check_http-1.x\"",
                "\"RES\",\"id\":7,\"status\":0,\"output\":\"" + "é".repeat(32 * 1024 - 100) + "\"",
                "\"CMD\",\"id\":\"1\",\"command\":\"c\",\"args\":[]");
    }

    static Stream<String> malformedUtf8() {
        return Stream.of(
                "80",
                "bf",
                "c080",
                "c1bf",
                "c3",
                "c328",
                "e08080",
                "e09fbf",
                "e282",
                "eda080",
                "edbfbf",
                "f0808080",
                "f08fbfbf",
                "f4908080",
                "f5808080",
                "f09f98",
                "fe",
                "ff");
    }

    @ParameterizedTest
    @MethodSource("malformedUtf8")
    void refuses_what_is_not_utf_8(String hex) {
        String bytes = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        assertThat(decode((FAR + ",\"x\":\"" + bytes + "\"}").getBytes(ISO_8859_1)))
                .isEqualTo(BAD_UTF8);
        assertThat(decode((FAR + ",\"x" + bytes).getBytes(ISO_8859_1))).isEqualTo(BAD_UTF8);
    }

    @Test
    void refuses_zlib_streams_that_are_damaged_or_not_alone() {
        byte[] good = writer.compress("{\"ID\":\"HTB\",\"name\":\"web\",\"x\":\"yyyyyyyyyyyyyyyy\"}".getBytes(UTF_8));
        assertThat(decode(good)).isNull();
        for (int cut = 1; cut < good.length; cut++) {
            assertThat(decode(Arrays.copyOf(good, cut))).as("cut at %d", cut).isEqualTo(BAD_ZLIB);
        }
        assertThat(decode(Arrays.copyOf(good, good.length + 1))).isEqualTo(BAD_ZLIB);
        byte[] flipped = good.clone();
        flipped[good.length - 1] ^= 1;
        assertThat(decode(flipped)).isEqualTo(BAD_ZLIB);
        assertThat(decode(writer.compress("[1]".getBytes(UTF_8)))).isEqualTo(BAD_JSON);
        assertThat(decode(writer.compress(new byte[0]))).isEqualTo(BAD_JSON);
        assertThat(decode(good)).isNull();
    }

    @Test
    void refuses_preset_dictionaries() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("{\"ID\":\"HTB\"".getBytes(UTF_8));
        deflater.setInput("{\"ID\":\"HTB\"}".getBytes(UTF_8));
        deflater.finish();
        byte[] stream = new byte[64];
        int length = deflater.deflate(stream);
        deflater.end();
        assertThat(codec.decode(stream, 0, length)).isEqualTo(BAD_ZLIB);
    }

    @Test
    void bounds_what_a_stream_inflates_to() {
        String head = "{\"ID\":\"HTB\",\"x\":\"";
        String fill = "0".repeat(Codec.MAX_INFLATED - head.length() - 2);
        assertThat(decode(writer.compress((head + fill + "\"}").getBytes(UTF_8))))
                .isNull();
        assertThat(decode(writer.compress((head + fill + "0\"}").getBytes(UTF_8))))
                .isEqualTo(INFLATED_TOO_LARGE);
        assertThat(decode(writer.compress(new byte[50_000_000]))).isEqualTo(INFLATED_TOO_LARGE);
    }

    @Test
    void refuses_what_no_datagram_can_hold() {
        assertThat(decode(new byte[Codec.MAX_DATAGRAM + 1])).isEqualTo(OVERSIZED);
        byte[] largest = new byte[Codec.MAX_DATAGRAM];
        Arrays.fill(largest, (byte) ' ');
        byte[] beat = "{\"ID\":\"HTB\"}".getBytes(UTF_8);
        System.arraycopy(beat, 0, largest, 0, beat.length);
        assertThat(decode(largest)).isNull();
        assertThat(codec.message().length()).isEqualTo(beat.length);
    }

    @Test
    void names_each_reason_as_prometheus_does() {
        assertThat(Rejection.values())
                .extracting(Rejection::label)
                .allMatch(label -> label.matches("[a-z][a-z0-9_]*"))
                .doesNotHaveDuplicates();
    }
}
