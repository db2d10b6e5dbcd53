package io.heartbeat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JsonTextTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Property(tries = 1000, seed = "50003")
    void what_is_quoted_is_read_as_it_was(@ForAll String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 + JsonText.MAX_QUOTED_CHAR * text.length());
        JsonText.quote(text, bytes);
        StringBuilder chars = new StringBuilder();
        JsonText.quote(text, chars);
        String encodable = new String(text.getBytes(UTF_8), UTF_8);
        String expected = text.equals(encodable) ? text : null;
        assertThat(new String(bytes.array(), 0, bytes.position(), UTF_8)).isEqualTo(chars.toString());
        if (expected != null) {
            assertThat(mapper.readTree(chars.toString()).textValue()).isEqualTo(expected);
        }
        assertThat(chars.chars()).allMatch(c -> c >= ' ');
    }

    @Example
    void escapes_what_must_be_and_nothing_else() {
        StringBuilder chars = new StringBuilder("x:");
        JsonText.quote("a\"b\\c/\b\f\n\r\t\u0001\u001f\u007fé\uD83D\uDE00\uD83D", chars);
        assertThat(chars).hasToString("x:\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fé\uD83D\uDE00\uFFFD\"");
    }

    @Example
    void reads_every_escape() {
        byte[] json = "a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud83d\\uDE00\\u0000\\udc00é".getBytes(UTF_8);
        assertThat(JsonText.unescape(json, 0, json.length)).isEqualTo("a\"\\/\b\f\n\r\té\uD83D\uDE00\uFFFD\uFFFDé");
    }
}
