package io.heartbeat.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IniTextTest {
    @TempDir
    Path directory;

    @Test
    void readsWhatConfigParserReads() throws IOException {
        String text = read(
                """
                # a comment
                ; another
                [DEFAULT]
                everywhere = yes
                [main]
                Plain = one ; a comment behind
                hash = one # no comment
                semi;colon = a;b
                colon: two = 2
                empty =
                quoted = ""
                long = one
                  two ; too
                [app:mod]
                everywhere = no
                """,
                ini -> {
                    Section main = ini.section("main");
                    Section app = ini.section("app:mod");
                    return main.text("plain", "") + "|" + main.text("hash", "") + "|" + main.text("semi;colon", "")
                            + "|"
                            + main.text("colon", "") + "|" + main.has("empty") + main.text("empty", "x") + "|"
                            + main.text("quoted", "x") + "|" + main.text("long", "") + "|"
                            + main.flag("everywhere", false)
                            + "|" + app.flag("everywhere", true);
                });
        assertThat(text).isEqualTo("one|one # no comment|a;b|two = 2|true||one\\ntwo|true|false".replace("\\n", "\n"));
    }

    @Test
    void problemsNameFileLineAndKey() throws IOException {
        Path yaml = Files.writeString(directory.resolve("hb.yaml"), "logs: {config: x.conf}\n");
        Path ini = Files.writeString(
                directory.resolve("x.conf"), "lost = 1\n[main]\nnonsense\n[]\nlevel = many\nodd = 1\n");
        SettingsException wrong = catchThrowableOfType(
                SettingsException.class,
                () -> Settings.read(yaml, Map.of(), root -> root.section("logs")
                        .ini("config")
                        .section("main")
                        .integer("level", 1, 0, 9)));
        assertThat(wrong.problems())
                .extracting(Problem::toString)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .isEqualTo(
                                        ini + ":1: stands before the first section; write one such as [main] above it"),
                        line -> assertThat(line).startsWith(ini + ":3: must be a key with a value"),
                        line -> assertThat(line).startsWith(ini + ":4: must be a section"),
                        line -> assertThat(line).startsWith(ini + ":5: main.level: must be a whole number from 0 to 9"),
                        line -> assertThat(line).startsWith(ini + ":6: main.odd: unknown key"));
    }

    /** ConfigParser takes the last one without a word. */
    @Test
    void whatStandsTwiceIsSaid() throws IOException {
        Path ini = Files.writeString(directory.resolve("x.conf"), "[a]\nb = 1\nb = 2\n[c]\n[a]\nd = 4\n");
        Path yaml = Files.writeString(directory.resolve("hb.yaml"), "config: x.conf\n");
        Settings.Loaded<String> loaded = Settings.load(yaml, Map.of(), root -> {
            Section a = root.ini("config").section("a");
            root.ini("config").section("c");
            return a.text("b", "") + a.text("d", "");
        });
        assertThat(loaded.value()).isEqualTo("24");
        assertThat(loaded.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        ini + ":3: b: stands in line 2 already; this one counts",
                        ini + ":5: a: stands in line 1 already; what follows is added to that");
    }

    @Test
    void aFileThatIsMissingIsAProblem() throws IOException {
        Path yaml = Files.writeString(directory.resolve("hb.yaml"), "config: none.conf\n");
        SettingsException wrong = catchThrowableOfType(
                SettingsException.class, () -> Settings.read(yaml, Map.of(), root -> root.ini("config")));
        assertThat(wrong)
                .hasMessageContaining(directory.resolve("none.conf")
                        + ": there is no such file; create it, or correct `config`" + " in " + yaml + ":1");
    }

    @Test
    void pathsInsideCountFromItsOwnDirectory() throws IOException {
        Files.createDirectory(directory.resolve("etc"));
        Path yaml = Files.writeString(directory.resolve("hb.yaml"), "config: etc/x.conf\n");
        Files.writeString(directory.resolve("etc/x.conf"), "[main]\npem = certs/server.pem\n");
        Path pem = Settings.read(
                yaml, Map.of(), root -> root.ini("config").section("main").path("pem", null));
        assertThat(pem).isEqualTo(directory.resolve("etc/certs/server.pem"));
    }

    private String read(String ini, Function<Section, String> build) throws IOException {
        Files.writeString(directory.resolve("x.conf"), ini);
        Path yaml = Files.writeString(directory.resolve("hb.yaml"), "config: x.conf\n");
        return Settings.read(yaml, Map.of(), root -> build.apply(root.ini("config")));
    }
}
