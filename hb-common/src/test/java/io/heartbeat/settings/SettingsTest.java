package io.heartbeat.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path directory;

    private static Integer port(Section root) {
        return root.integer("hb_port", 50003, 1, 65535);
    }

    @Test
    void anEmptyFileGivesTheDefaults() throws IOException {
        assertThat(Settings.<Integer>read(file(""), Map.of(), SettingsTest::port))
                .isEqualTo(50003);
        assertThat(Settings.<Integer>read(file("# nothing yet\n"), Map.of(), SettingsTest::port))
                .isEqualTo(50003);
        assertThat(Settings.<Integer>read(file("hb_port:\n"), Map.of(), SettingsTest::port))
                .isEqualTo(50003);
    }

    @Test
    void noFileLeavesTheEnvironment() {
        assertThat(Settings.<Integer>read(null, Map.of("HB_PORT", "51300"), SettingsTest::port))
                .isEqualTo(51300);
    }

    @Test
    void aMissingFileIsNamedWithTheWayOut() {
        Path missing = directory.resolve("none.yaml");
        assertThat(problems(missing, SettingsTest::port))
                .containsExactly(missing + ": there is no such file; create it, or name another one with -c FILE");
    }

    @Test
    void aDirectoryAndForeignBytesAreSaidToBeSo() throws IOException {
        assertThat(problems(directory, SettingsTest::port))
                .singleElement()
                .asString()
                .contains("is a directory");
        Path latin = directory.resolve("latin.yaml");
        Files.write(latin, new byte[] {'a', ':', ' ', (byte) 0xe9});
        assertThat(problems(latin, SettingsTest::port))
                .containsExactly(latin + ": is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void brokenYamlNamesItsLine() throws IOException {
        Path file = file("hb_port: 1\nlist: [1,\nnext\n");
        assertThat(problems(file, SettingsTest::port))
                .singleElement()
                .asString()
                .isEqualTo(
                        file
                                + ":4: not YAML: expected ',' or ']', but got <stream end> (while parsing a flow sequence that begins in line 2)");
        Path tab = file("hb_port: 1\nhosts:\n\ta: 1\n");
        assertThat(problems(tab, SettingsTest::port)).singleElement().asString().startsWith(tab + ":3: not YAML: ");
        Path control = file("hb_port: 1\n# \u0007\n");
        assertThat(problems(control, SettingsTest::port))
                .containsExactly(control + ":2: not YAML: the control character U+0007 is not allowed");
        Path two = file("hb_port: 1\n---\nhb_port: 2\n");
        assertThat(problems(two, SettingsTest::port)).singleElement().asString().startsWith(two + ":2: not YAML: ");
    }

    @Test
    void aListAtTheRootIsRefused() throws IOException {
        Path file = file("- hb_port\n");
        assertThat(problems(file, SettingsTest::port))
                .containsExactly(file + ":1: must be a map of keys, such as `interval: 30`; found a list");
    }

    @Test
    void aKeyWrittenTwiceNamesBothLines() throws IOException {
        Path more = file("hb_port: 70000\nhb_port: 2\n");
        assertThat(problems(more, SettingsTest::port))
                .hasSize(2)
                .first()
                .asString()
                .contains(":1: hb_port: must be");
        Path file = file("hb_port: 1\n# between\nhb_port: 2\n");
        assertThat(problems(file, SettingsTest::port))
                .containsExactly(file + ":3: hb_port: written twice; first in line 1");
    }

    @Test
    void anUnknownKeyIsComparedWithTheKnownOnes() throws IOException {
        Path file = file("intervall: 30\nzebra: 1\n");
        assertThat(problems(file, root -> root.text("interval", "") + root.text("grace", "")))
                .containsExactly(
                        file + ":1: intervall: unknown key; did you mean `interval`?",
                        file + ":2: zebra: unknown key; known here: interval, grace");
    }

    @Test
    void allProblemsAreReportedInTheOrderOfTheFile() throws IOException {
        Path file = file("hosts:\n  web:\n    ownr: a\nflag: maybe\nhb_port: 70000\n");
        assertThat(problems(file, root -> {
                    root.integer("hb_port", 50003, 1, 65535);
                    root.flag("flag", false);
                    root.sections("hosts").values().forEach(host -> host.text("owner", ""));
                    return 0;
                }))
                .containsExactly(
                        file + ":3: hosts.web.ownr: unknown key; did you mean `owner`?",
                        file + ":4: flag: must be true or false; found `maybe`",
                        file + ":5: hb_port: must be a whole number from 1 to 65535, such as 50003; found `70000`");
    }

    @Test
    void aBuildThatTripsOverABadValueStillReportsIt() throws IOException {
        Path file = file("hb_port: x\n");
        assertThat(problems(file, root -> {
                    root.integer("hb_port", 50003, 1, 65535);
                    throw new IllegalStateException("tripped");
                }))
                .hasSize(1);
    }

    @Test
    void aBuildThatFailsByItselfIsNotHidden() throws IOException {
        Path file = file("");
        assertThatThrownBy(() -> Settings.read(file, Map.of(), root -> {
                    throw new IllegalStateException("a fault");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mergeKeysAreFollowedAndOwnKeysWin() throws IOException {
        Path file = file("base: &base {owner: ann, auth: off}\nhosts:\n  web:\n    <<: *base\n    owner: bob\n");
        assertThat(Settings.<String>read(file, Map.of(), root -> {
                    root.section("base").text("owner", "");
                    root.section("base").text("auth", "");
                    Section web = root.sections("hosts").get("web");
                    return web.text("owner", "") + " " + web.text("auth", "");
                }))
                .isEqualTo("bob off");
    }

    @Test
    void hostileYamlIsBounded() throws IOException {
        Path deep = file("a: " + "[".repeat(5000) + "\n");
        assertThat(problems(deep, SettingsTest::port)).containsExactly(deep + ":1: nested deeper than 64 levels");
        Path endless = file("a: &a [*a]\n");
        assertThat(problems(endless, SettingsTest::port)).first().asString().contains("endless");
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a" + i + ": &a" + i + " [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        Path bomb = file(laughs.toString());
        assertThat(problems(bomb, SettingsTest::port))
                .anySatisfy(line -> assertThat(line).contains("far too large"));
    }

    @Test
    void foreignTagsAndKeysThatAreListsAreRefused() throws IOException {
        Path file = file("hb_port: !!python/object:x 1\n? [a]\n: 2\n");
        assertThat(problems(file, SettingsTest::port))
                .containsExactly(
                        file
                                + ":1: hb_port: the tag tag:yaml.org,2002:python/object:x is not supported; write a plain value",
                        file + ":2: a key must be a plain text, not a list or a map");
    }

    @Test
    void keysAreCountedAndWarningsHandedOver() throws IOException {
        Settings.Loaded<Integer> loaded =
                Settings.load(file("hb_port: 1\nhosts:\n  web: {owner: ann}\n"), Map.of(), root -> {
                    root.sections("hosts").get("web").text("owner", "");
                    root.warning("hb_port", "a low one");
                    return root.integer("hb_port", 2, 1, 9);
                });
        assertThat(loaded.keys()).isEqualTo(2);
        assertThat(loaded.warnings()).singleElement().asString().endsWith(":1: hb_port: a low one");
    }

    @Test
    void flattensToDottedPaths() throws IOException {
        assertThat(Settings.flatten(file("a: 1\nb: {c: x, d: [p, q]}\ne:\n")))
                .isEqualTo(Map.of("a", "1", "b.c", "x", "b.d[0]", "p", "b.d[1]", "q"));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "hb", ".yaml"), yaml);
    }

    private static List<String> problems(Path file, Function<Section, ?> build) {
        try {
            Settings.read(file, Map.of(), build);
            return List.of();
        } catch (SettingsException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
