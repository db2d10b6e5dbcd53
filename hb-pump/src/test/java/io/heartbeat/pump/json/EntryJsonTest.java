package io.heartbeat.pump.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.source.LogStream;
import io.heartbeat.pump.source.TestSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LogStream entry(String... fields) throws IOException {
        return first(new TestSource().add(fields));
    }

    private static LogStream first(TestSource source) {
        LogStream stream = source.open(null, TimeSource.SYSTEM);
        try {
            assertThat(stream.next()).isTrue();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return stream;
    }

    private static String text(EntryJson json) {
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }

    private static JsonNode write(FieldFilter filter, Map<String, String> extras, LogStream stream) throws IOException {
        EntryJson json = new EntryJson(filter, extras);
        assertThat(json.write(stream, null)).isTrue();
        return JSON.readTree(text(json));
    }

    private static JsonNode write(String... fields) throws IOException {
        return write(FieldFilter.ALL, Map.of(), entry(fields));
    }

    @Test
    void fieldsAreConvertedAndUnderscoresStripped() throws Exception {
        EntryJson json = new EntryJson(FieldFilter.ALL, Map.of());
        json.write(
                entry(
                        "CODE_LINE=007",
                        "PRIORITY=0",
                        "_AUDIT_LOGINUID=-1",
                        "_GID=5",
                        "_UID=5",
                        "_SOURCE_REALTIME_TIMESTAMP=1590581737308352",
                        "_SOURCE_MONOTONIC_TIMESTAMP=1500000",
                        "COREDUMP_TIMESTAMP=2000000",
                        "MESSAGE_ID=0123456789abcdef0123456789abcdef",
                        "_BOOT_ID=0123456789abcdef0123456789abcdeg",
                        "_MACHINE_ID=0123456789abcdef0123456789abcdef",
                        "__CURSOR=x",
                        "__MONOTONIC_TIMESTAMP=1",
                        "MESSAGE=a\"b\\c\n\t\u0001ä€😀"),
                null);

        assertThat(text(json))
                .isEqualTo("{\"CODE_LINE\":7,\"PRIORITY\":0,\"AUDIT_LOGINUID\":-1,\"GID\":5,\"UID\":\"5\","
                        + "\"SOURCE_REALTIME_TIMESTAMP\":1590581737.308352,\"SOURCE_MONOTONIC_TIMESTAMP\":1.5,"
                        + "\"COREDUMP_TIMESTAMP\":2.0,\"MESSAGE_ID\":\"01234567-89ab-cdef-0123-456789abcdef\","
                        + "\"BOOT_ID\":\"0123456789abcdef0123456789abcdeg\","
                        + "\"MACHINE_ID\":\"01234567-89ab-cdef-0123-456789abcdef\","
                        + "\"MESSAGE\":\"a\\\"b\\\\c\\n\\t\\u0001ä€😀\",\"REALTIME_TIMESTAMP\":1590581737.308352,"
                        + "\"timestamp\":\"2020-05-27T12:15:37.308352\"}");
    }

    @Test
    void failedConversionsKeepTheString() throws Exception {
        JsonNode json = write("PRIORITY=high", "_PID=", "CODE_LINE=99999999999999999999", "COREDUMP_TIMESTAMP=-5");

        assertThat(json.get("PRIORITY").textValue()).isEqualTo("high");
        assertThat(json.get("PID").textValue()).isEmpty();
        assertThat(json.get("CODE_LINE").textValue()).isEqualTo("99999999999999999999");
        assertThat(json.get("COREDUMP_TIMESTAMP").textValue()).isEqualTo("-5");
    }

    @Test
    void trustedNameWinsWhereverItStands() throws Exception {
        assertThat(write("_PID=1", "PID=2").get("PID").intValue()).isEqualTo(1);
        assertThat(write("PID=2", "PID=3", "_PID=1").get("PID").intValue()).isEqualTo(1);
        assertThat(write("REALTIME_TIMESTAMP=9").get("REALTIME_TIMESTAMP").doubleValue())
                .isEqualTo(1590581737.308352);
    }

    @Test
    void repeatedFieldsBecomeArraysConvertedOrNot() throws Exception {
        JsonNode json = write("A=1", "_PID=1", "B=x", "_PID=2", "A=", "_PID=many");

        assertThat(json.get("A").toString()).isEqualTo("[\"1\",\"\"]");
        assertThat(json.get("PID").toString()).isEqualTo("[1,2,\"many\"]");
        assertThat(json.get("B").textValue()).isEqualTo("x");
    }

    @Test
    void invalidUtf8IsReplacedAndKeptAsBase64() throws Exception {
        byte[][] values = {{'a', (byte) 0xff, 'b'}, {(byte) 0xc3, (byte) 0xa4}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}
        };
        JsonNode json = write(FieldFilter.ALL, Map.of(), first(new TestSource().add(values, "_M=", "R=", "R=")));

        assertThat(json.get("M").textValue()).isEqualTo("a\ufffdb");
        assertThat(json.get("M_base64").binaryValue()).isEqualTo(values[0]);
        assertThat(json.get("R").get(0).textValue()).isEqualTo("ä");
        assertThat(json.get("R").get(1).textValue()).startsWith("\ufffd");
        assertThat(json.get("R_base64").get(0).isNull()).isTrue();
        assertThat(json.get("R_base64").get(1).binaryValue()).isEqualTo(values[2]);
    }

    @Test
    void filterHoldsForTimestampAndExtraFieldsToo() throws Exception {
        Map<String, String> extras = Map.of("host", "\"web1\"", "level", "5");
        FieldFilter white = FieldFilter.of(true, List.of("_foo", "BAR", "HOST"));
        FieldFilter black = FieldFilter.of(false, List.of("_foo", "timestamp"));

        assertThat(write(white, extras, entry("Foo=1", "_bar=2", "_zob=3")).toString())
                .isEqualTo("{\"Foo\":\"1\",\"bar\":\"2\",\"host\":\"web1\"}");
        JsonNode rest = write(black, extras, entry("Foo=1", "_bar=2", "_zob=3"));
        assertThat(rest.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("bar", "zob", "REALTIME_TIMESTAMP", "host", "level");
        assertThat(write(FieldFilter.of(true, List.of()), Map.of(), entry("A=1"))
                        .toString())
                .isEqualTo("{}");
    }

    @Test
    void extraFieldsReplaceThoseOfTheEntry() throws Exception {
        JsonNode json =
                write(FieldFilter.ALL, Map.of("HOSTNAME", "{\"a\":[1,true,null]}"), entry("_HOSTNAME=x", "HOSTNAME=y"));

        assertThat(json.get("HOSTNAME").toString()).isEqualTo("{\"a\":[1,true,null]}");
    }

    @Test
    void timestampHasNoFractionWhenThereIsNone() throws Exception {
        JsonBuffer out = new JsonBuffer();
        new Timestamps().write(1_590_581_737_000_000L, out);
        new Timestamps().write(-1, out);

        assertThat(new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII))
                .isEqualTo("\"2020-05-27T12:15:37\"\"1969-12-31T23:59:59.999999\"");
    }

    @Test
    void oversizeIsReplacedByItsBeginning() throws Exception {
        EntryJson json = new EntryJson(FieldFilter.ALL, Map.of());

        assertThat(json.write(entry("MESSAGE=" + "ä".repeat(1 << 20)), null)).isFalse();
        JsonNode error = JSON.readTree(text(json));
        assertThat(error.get("error").textValue()).contains("too large message", "1048576");
        assertThat(error.get("partial_data").textValue())
                .startsWith("{\"MESSAGE\":\"ää")
                .hasSize(1024);
        assertThat(json.write(entry("MESSAGE=short"), null)).isTrue();
    }

    @Test
    void redactedMessageHidesItsRawBytesToo() throws Exception {
        EntryJson json = new EntryJson(FieldFilter.ALL, Map.of());
        byte[][] values = {{'s', (byte) 0xff}, {'t'}};
        byte[][] redacted = {"***".getBytes(StandardCharsets.UTF_8), null};
        json.write(first(new TestSource().add(values, "MESSAGE=", "MESSAGE=")), redacted);

        assertThat(text(json)).startsWith("{\"MESSAGE\":[\"***\",\"t\"],\"REALTIME");
        json.write(first(new TestSource().add(Arrays.copyOf(values, 1), "MESSAGE=")), redacted);
        assertThat(text(json)).startsWith("{\"MESSAGE\":\"***\",\"REALTIME");
    }

    @Test
    void endlesslyManyNamesAreForgotten() throws Exception {
        EntryJson json = new EntryJson(FieldFilter.ALL, Map.of());
        for (int i = 0; i < 5000; i++) {
            json.write(entry("N" + i + "=1"), null);
        }
        json.write(entry("N1=1", "_N1=2"), null);
        assertThat(text(json)).startsWith("{\"N1\":\"2\",\"REALTIME");
    }
}
