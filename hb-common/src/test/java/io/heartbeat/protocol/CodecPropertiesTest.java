package io.heartbeat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The codec beside Jackson's strict parser, which it must agree with on every input. */
class CodecPropertiesTest {
    private static final Set<Rejection> MALFORMED =
            EnumSet.of(Rejection.BAD_JSON, Rejection.BAD_UTF8, Rejection.TOO_DEEP, Rejection.BAD_NUMBER);

    /** Of a hexadecimal digit Jackson looks at the low byte only, and takes U+0830 for a zero. */
    private static final Pattern WIDE_ESCAPE =
            Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u[0-9a-fA-F]{0,3}[^\\x00-\\x7F]");

    private final Codec codec = new Codec();
    private final MessageWriter writer = new MessageWriter();
    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonFactory strict = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Codec.MAX_DEPTH)
                    .build())
            .build();

    @Property(tries = 2000, seed = "50003")
    void agrees_with_jackson_on_text_that_was_tampered_with(
            @ForAll("messages") String message, @ForAll("edits") List<Edit> edits) {
        byte[] bytes = message.getBytes(UTF_8);
        for (Edit edit : edits) {
            bytes = edit.apply(bytes);
        }
        if (bytes.length > 0) {
            bytes[0] = '{';
        }
        Rejection found = codec.decode(bytes, 0, bytes.length);
        boolean wellFormed = bytes.length > 0 && !MALFORMED.contains(found);
        assertThat(wellFormed).as("%s: %s", found, new String(bytes, UTF_8)).isEqualTo(jacksonAccepts(bytes));
    }

    private boolean jacksonAccepts(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (WIDE_ESCAPE.matcher(text).find()) {
                return false;
            }
            try (JsonParser parser = strict.createParser(text)) {
                int depth = 0;
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    boolean end = depth == 0 && token != JsonToken.END_OBJECT;
                    boolean wide = token.isNumeric() && tooWide(parser.getText());
                    if (end || wide) {
                        return false;
                    }
                    if (depth == 0) {
                        return parser.nextToken() == null;
                    }
                }
                return false;
            }
        } catch (CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean tooWide(String number) {
        return number.length() > Codec.MAX_NUMBER || Double.isInfinite(Double.parseDouble(number));
    }

    @Property(tries = 1000, seed = "50003")
    void never_throws_on_bytes(@ForAll @Size(max = 300) byte[] bytes, @ForAll("starts") byte[] start) {
        byte[] all = new byte[start.length + bytes.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(bytes, 0, all, start.length, bytes.length);
        if (codec.decode(all, 0, all.length) == null) {
            assertThat(codec.message().type()).isNotNull();
        }
    }

    @Property(tries = 500, seed = "50003")
    void reads_back_the_report_that_was_written(
            @ForAll("metrics") Map<String, Object> metrics, @ForAll boolean compressed) throws IOException {
        byte[] plain = writer.report("web-01", "custom", metrics);
        byte[] sent = compressed ? writer.compress(plain) : plain;
        assertThat(codec.decode(sent, 0, sent.length)).isNull();
        Message m = codec.message();
        assertThat(m.pluginIs("custom")).isTrue();
        assertThat(m.nameIs("web-01")).isTrue();
        JsonNode read = mapper.readTree(m.json(), m.offset(), m.length());
        JsonNode expected = mapper.valueToTree(metrics);
        assertThat(read.size()).isEqualTo(expected.size() + 3);
        expected.properties().forEach(e -> {
            String key = MessageWriter.RESERVED.contains(e.getKey()) ? "_" + e.getKey() : e.getKey();
            assertThat(read.get(key).asText()).isEqualTo(e.getValue().asText());
        });
    }

    @Property(tries = 500, seed = "50003")
    void reads_back_the_heartbeat_that_was_written(
            @ForAll("names") String name,
            @ForAll double time,
            @ForAll double rtt,
            @ForAll long seq,
            @ForAll boolean boot,
            @ForAll("texts") String text) {
        Heartbeat beat = Heartbeat.of(name, 30, seq, time)
                .withRtt(Math.abs(rtt))
                .withBoot(boot)
                .withText(text)
                .withShutdown(!boot);
        byte[] sent = writer.heartbeat(beat);
        assertThat(codec.decode(sent, 0, sent.length)).isNull();
        Message m = codec.message();
        assertThat(m.name()).isEqualTo(name);
        assertThat(m.interval()).isEqualTo(30);
        assertThat(m.rtt()).isEqualTo(Math.abs(rtt));
        assertThat(m.seq()).isEqualTo(Long.toString(seq));
        assertThat(Double.parseDouble(m.time())).isEqualTo(time == 0 ? 0 : time);
        assertThat(m.boot()).isEqualTo(boot);
        assertThat(m.shutdown()).isEqualTo(!boot);
        assertThat(m.text()).isEqualTo(text.replace('\0', '\uFFFD'));
        byte[] target = new byte[512];
        int length = writer.ack(m, target);
        assertThat(length).isBetween(1, sent.length);
        String[] echoed = {m.name(), m.seq(), m.time()};
        assertThat(codec.decode(target, 0, length)).isNull();
        assertThat(codec.message().type()).isEqualTo(MessageType.ACK);
        assertThat(new String[] {
                    codec.message().name(),
                    codec.message().seq(),
                    codec.message().time()
                })
                .containsExactly(echoed);
    }

    @Property(tries = 300, seed = "50003")
    void never_answers_with_more_than_it_may(@ForAll("names") String name, @ForAll("limits") int limit) {
        byte[] sent = writer.heartbeat(Heartbeat.of(name, 30, 7, 1.5));
        assertThat(codec.decode(sent, 0, sent.length)).isNull();
        byte[] target = new byte[512];
        int length = writer.ack(codec.message(), limit, target);
        assertThat(length).isLessThanOrEqualTo(limit);
        assertThat(length == 0).isEqualTo(limit < 12);
        assertThat(length == 0 || codec.decode(target, 0, length) == null).isTrue();
    }

    @Property(tries = 2000, seed = "50003")
    void reads_numbers_as_java_does(@ForAll("numbers") String number) {
        byte[] sent = ("{\"ID\":\"HTB\",\"rtt\":" + number + "}").getBytes(UTF_8);
        double value = Double.parseDouble(number);
        Rejection found = codec.decode(sent, 0, sent.length);
        if (found == null) {
            assertThat(codec.message().rtt()).isEqualTo(value);
        } else {
            assertThat(value < 0 || tooWide(number)).as(number).isTrue();
        }
    }

    record Edit(int kind, int at, byte value) {
        byte[] apply(byte[] bytes) {
            int place = bytes.length == 0 ? 0 : at % bytes.length;
            byte[] out = new byte[bytes.length + (kind == 0 ? 1 : kind == 1 && bytes.length > 0 ? -1 : 0)];
            System.arraycopy(bytes, 0, out, 0, Math.min(place, out.length));
            switch (kind) {
                case 0 -> {
                    out[place] = value;
                    System.arraycopy(bytes, place, out, place + 1, bytes.length - place);
                }
                case 1 -> System.arraycopy(bytes, Math.min(place + 1, bytes.length), out, place, out.length - place);
                default -> {
                    System.arraycopy(bytes, place, out, place, bytes.length - place);
                    if (out.length > 0) {
                        out[place] = value;
                    }
                }
            }
            return out;
        }
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Byte> structural = Arbitraries.of("{}[]\",:\\ \n\t0123456789.-+eEtrufalsn/"
                .chars()
                .mapToObj(c -> (byte) c)
                .toList());
        Arbitrary<Byte> value = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, structural), net.jqwik.api.Tuple.of(1, Arbitraries.bytes()));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 5000),
                        value)
                .as(Edit::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> messages() {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                numbers(),
                Arbitraries.of("true", "false", "null", "\"\"", "\"\\u00e9\\ud800\"", "\"\\/\\b\"", " [ ] ", "{\n}"),
                texts().map(CodecPropertiesTest::quoted));
        Arbitrary<String> tree = Arbitraries.recursive(
                () -> leaf, inner -> inner.list().ofMaxSize(3).map(l -> "[" + String.join(",", l) + "]"), 0, 3);
        return tree.list().ofMaxSize(4).map(values -> {
            StringBuilder text = new StringBuilder("{\"ID\":\"HTB\"");
            for (int i = 0; i < values.size(); i++) {
                text.append(", \"k").append(i).append("\" : ").append(values.get(i));
            }
            return text.append("}").toString();
        });
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(text, out);
        return out.toString();
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25);
        Arbitrary<String> whole = digits.map(d -> d.replaceFirst("^0+(?=.)", ""));
        Arbitrary<String> fraction = Arbitraries.oneOf(Arbitraries.just(""), digits.map(d -> "." + d));
        Arbitrary<String> power = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.integers().between(-400, 400).map(e -> "e" + e),
                Arbitraries.of("E+05", "e-0", "E999999"));
        return Combinators.combine(Arbitraries.of("", "", "-"), whole, fraction, power)
                .as((sign, w, f, e) -> sign + w + f + e);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.chars()
                                .all()
                                .filter(c -> !Character.isSurrogate(c))
                                .map(String::valueOf),
                        Arbitraries.of("\uD83D\uDE00", "\"", "\\", "\n", "\u0000", "é", "a"))
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> tail = Arbitraries.strings().withChars("abcXYZ019._-").ofMaxLength(252);
        return Combinators.combine(Arbitraries.of("a", "Z", "9", "_"), tail).as(String::concat);
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.integers().between(0, 400);
    }

    @Provide
    Arbitrary<byte[]> starts() {
        return Arbitraries.of("{", "{\"ID\":\"PLG\",\"plugin\":\"", "x", "x\u009c", "")
                .map(s -> s.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Provide
    Arbitrary<Map<String, Object>> metrics() {
        Arbitrary<Object> value = Arbitraries.oneOf(
                Arbitraries.doubles().map(d -> (Object) d),
                Arbitraries.longs().map(l -> (Object) l),
                Arbitraries.of(true, false),
                texts().map(t -> (Object) t),
                Arbitraries.longs().list().ofMaxSize(3).map(l -> (Object) l));
        Arbitrary<String> key = Arbitraries.oneOf(
                Arbitraries.of("ID", "name", "plugin", "time", "interval", "id", "rtt", "é\"", ""),
                Arbitraries.strings().alpha().ofMinLength(3).ofMaxLength(8));
        return Arbitraries.maps(key, value).ofMaxSize(6);
    }
}
