package io.heartbeat.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON as a configuration: YAML is nearly its superset. */
class JsonConfigurationTest {
    @TempDir
    Path directory;

    private String read(String text, java.util.function.Function<Section, String> build) throws Exception {
        return Settings.read(Files.writeString(directory.resolve("c.json"), text), Map.of(), build);
    }

    @Test
    void tabsBetweenTokensAreBlanksAndThoseInStringsStay() throws Exception {
        String text = "\t{\n\t\"a\":\t\"x\ty \\\" \t{\",\n\t\"b\"\t: [\t1,\t2\t]\n\t}\n";

        assertThat(read(text, root -> root.text("a", "") + root.texts("b"))).isEqualTo("x\ty \" \t{[1, 2]");
    }

    @Test
    void lettersEscapedAsJsonDoesAreRead() throws Exception {
        assertThat(read("{\"a\":\"\\u00e4\\/\\ud83d\\ude00\\\\d+\"}", root -> root.text("a", "")))
                .isEqualTo("ä/😀\\d+");
    }

    @Test
    void valuesOfAnyTypeComeBackAsJson() throws Exception {
        String text =
                "{\"n\": -1.5e3, \"s\": \"1\", \"b\": false, \"z\": null, \"o\": {\"l\": [null, \"x\\ny\", {}], \"e\": []}}";

        assertThat(read(
                        text,
                        root -> root.json("n") + root.json("s") + root.json("b") + root.json("z") + root.json("o")))
                .isEqualTo("-1.5e3\"1\"falsenull{\"l\":[null,\"x\\ny\",{}],\"e\":[]}");
        assertThat(read("a: plain text\nb: 007\n", root -> root.json("a") + root.json("b")))
                .isEqualTo("\"plain text\"\"007\"");
    }
}
