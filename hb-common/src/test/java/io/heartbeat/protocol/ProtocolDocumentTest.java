package io.heartbeat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/PROTOCOL.md says what the code does. */
class ProtocolDocumentTest {
    private static final String MESSAGES =
            "to-server/htb to-server/htb-full to-server/htb-bye to-server/plg to-server/res"
                    + " to-agent/ack to-agent/cmd to-agent/upd";
    private final String document;

    ProtocolDocumentTest() throws IOException {
        document = Files.readString(Path.of("..", "docs", "PROTOCOL.md"));
    }

    private String cell(String what) {
        return all("^\\| " + what + " \\| `?([^`|]+?)`?(?: \\(hexadecimal\\))? \\|$")
                .get(0);
    }

    private List<String> all(String regex) {
        List<String> found = Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(document)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
        assertThat(found).as(regex).isNotEmpty();
        return found;
    }

    @Test
    void the_worked_frame_is_what_a_sealer_makes_of_the_worked_values() {
        byte[] frame = Golden.hex(all("```hex\\n([0-9a-f\\n]+)```").get(0));
        SigningKey key = new SigningKey(cell("key id"), cell("secret").getBytes(UTF_8), "web-01");
        FrameSealer sealer = new FrameSealer(
                Direction.values()[Integer.parseInt(cell("direction"))],
                new MutableClock(Long.parseLong(cell("timestamp"))),
                Long.parseUnsignedLong(cell("boot id"), 16));
        assertThat(cell("seq")).isEqualTo("1");
        assertThat(sealer.seal(key, cell("payload").getBytes(UTF_8))).isEqualTo(frame);
        assertThat(Arrays.copyOfRange(frame, 36, 68)).isEqualTo(Golden.hex(cell("MAC")));
        assertThat(document).contains("The frame, " + frame.length + " bytes");
        assertThat(frame).isEqualTo(Golden.datagram("to-server/htb-signed"));
    }

    @Test
    void the_examples_are_the_golden_datagrams_and_are_accepted() {
        List<String> examples = all("^(\\{\"ID\".*)$");
        assertThat(examples)
                .containsAll(Stream.of(MESSAGES.split(" "))
                        .map(name -> new String(Golden.datagram(name), UTF_8))
                        .toList());
        Codec codec = new Codec();
        for (String example : examples) {
            byte[] bytes = example.getBytes(UTF_8);
            assertThat(codec.decode(bytes, 0, bytes.length)).as(example).isNull();
        }
    }

    @Test
    void every_reason_is_explained_and_no_other() {
        String table = document.substring(document.indexOf("## Rejections"), document.indexOf("## Try it"));
        List<String> labels = Pattern.compile("^\\| `([a-z0-9_]+)` \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(labels)
                .containsExactlyElementsOf(
                        Stream.of(Rejection.values()).map(Rejection::label).toList());
    }

    @Test
    void the_bounds_are_the_codecs() {
        assertThat(document)
                .contains(String.format(Locale.ROOT, "| datagram | %,d bytes |", Codec.MAX_DATAGRAM))
                .contains(String.format(Locale.ROOT, "| inflated message | %,d bytes |", Codec.MAX_INFLATED))
                .contains("level 1 | " + Codec.MAX_DEPTH + " levels |")
                .contains("| a number | " + Codec.MAX_NUMBER + " characters")
                .contains("text for people | " + FieldRules.MAX_TEXT + " |")
                .contains("| `output` | string | " + FieldRules.MAX_OUTPUT + " |")
                .contains("1 to " + Names.MAX_HOST + " of", "1 to " + Names.MAX_PLUGIN + " of")
                .contains(FieldRules.MAX_ARGS + " strings of " + FieldRules.MAX_ARG)
                .contains("at most " + (int) FieldRules.MAX_INTERVAL + " (a week)");
    }
}
