package io.heartbeat.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomlTest {
    @TempDir
    Path directory;

    @Test
    void isAskedLikeYaml() throws IOException {
        Path file = file(
                """
                debug = true
                [server]
                listen = ":7007"
                [[input]]
                path = "/a"
                [[input]]
                path = "/b"
                tags = ["x", "y"]
                """);
        List<String> seen = Settings.read(file, Map.of(), root -> {
            List<String> all = new ArrayList<>();
            all.add("" + root.flag("debug", false));
            all.add(root.section("server").text("listen", ""));
            root.items("input", "path").forEach(item -> all.add(item.text("path", "") + item.texts("tags")));
            return all;
        });
        assertThat(seen).containsExactly("true", ":7007", "/a[]", "/b[x, y]");
    }

    @Test
    void problemsNameFileLineAndKey() throws IOException {
        Path file = file("[server]\nlisten = \":7007\"\nlimit = \"many\"\n[[input]]\npaht = \"/a\"\n");
        assertThat(problems(file, root -> {
                    Section server = root.section("server");
                    server.text("listen", "");
                    server.integer("limit", 1, 1, 9);
                    root.items("input", "path").forEach(item -> item.text("path", ""));
                    return 0;
                }))
                .containsExactly(
                        file + ":3: server.limit: must be a whole number from 1 to 9, such as 1; found `many`",
                        file + ":5: input[0].paht: unknown key; did you mean `path`?");
    }

    @Test
    void brokenTomlNamesItsLine() throws IOException {
        Path file = file("a = 1\nb = = 2\n");
        assertThat(problems(file, root -> 0)).first().asString().startsWith(file + ":2: not TOML: ");
    }

    @Test
    void endlessBracketsAreRefusedBeforeTheParserRecurses() throws IOException {
        Path file = file("a = 1\nb = " + "[".repeat(100_000));
        assertThat(problems(file, root -> 0)).containsExactly(file + ":2: nested deeper than 64 levels");
    }

    @Test
    void aKeyOfYamlNamesAnotherFile() throws IOException {
        Path toml = file("[server]\nlisten = 7007\nspeed = 9\n");
        Path yaml = Files.writeString(directory.resolve("hb.yaml"), "other: {config: x.toml}\n");
        assertThat(problems(yaml, root -> {
                    Section there = root.section("other").file("config", Format.TOML);
                    there.section("server").text("listen", "");
                    return 0;
                }))
                .containsExactly(toml + ":3: server.speed: unknown key; known here: listen");
    }

    private List<String> problems(Path file, Function<Section, Integer> build) {
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(() -> Settings.<Integer>read(file, Map.of(), build))
                .isInstanceOfSatisfying(SettingsException.class, e -> e.problems()
                        .forEach(problem -> problems.add(problem.toString())));
        return problems;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("x.toml"), text);
    }
}
