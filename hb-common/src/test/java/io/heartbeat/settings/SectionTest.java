package io.heartbeat.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    private enum Auth {
        OFF,
        OBSERVE,
        WELL_KNOWN
    }

    @TempDir
    Path directory;

    @Test
    void textsAreTakenAsWritten() throws IOException {
        assertThat(of("k: 012", root -> root.text("k", ""))).isEqualTo("012");
        assertThat(of("k: yes", root -> root.text("k", ""))).isEqualTo("yes");
        assertThat(of("k: ''", root -> root.text("k", "def"))).isEqualTo("");
        assertThat(of("k:", root -> root.text("k", "def"))).isEqualTo("def");
        assertThat(problem("k: [a]", root -> root.text("k", "def")))
                .endsWith(":1: k: must be a text, such as `def`; found a list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "1.5", "x", "1e3", "99999999999999999999", "[1]", "{a: 1}", "''"})
    void integersOutsideTheirBoundsAreRefused(String value) throws IOException {
        assertThat(problem("k: " + value, root -> root.integer("k", 7, 1, 65535)))
                .contains(":1: k: must be a whole number from 1 to 65535, such as 7; found ");
    }

    @Test
    void numbersAreFinite() throws IOException {
        assertThat(of("k: 0.25", root -> root.number("k", 2, 0, 1))).isEqualTo(0.25);
        assertThat(problem("k: NaN", root -> root.number("k", 2, 1, 100)))
                .endsWith("must be a number from 1 to 100, such as 2; found `NaN`");
        assertThat(problem("k: 1e999", root -> root.number("k", 2, 1, Double.MAX_VALUE)))
                .endsWith("must be a number from 1, such as 2; found `1e999`");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "Yes,true", "on,true", "1,true", "false,false", "NO,false", "off,false", "0,false"})
    void flags(String written, boolean expected) throws IOException {
        assertThat(of("k: " + written, root -> root.flag("k", !expected))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "30,30000",
        "1.5,1500",
        "500ms,500",
        "10s,10000",
        "5m,300000",
        "1h,3600000",
        "2d,172800000",
        "1w,604800000"
    })
    void times(String written, long millis) throws IOException {
        assertThat(of("k: " + written, root -> root.seconds("k", Duration.ZERO)))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10 parsecs", "1e9", "99999999999999d", "soon", "0"})
    void impossibleTimesAreRefused(String written) throws IOException {
        assertThat(problem(
                        "k: " + written,
                        root -> root.seconds(
                                "k", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofDays(40_000))))
                .endsWith(
                        ":1: k: must be a time of at least 1s in seconds, such as 30, or with a unit: 10s, 5m, 1h, 2d; found `"
                                + written + "`");
    }

    @ParameterizedTest
    @CsvSource({"1048576,1048576", "10MB,10000000", "1GiB,1073741824", "2k,2048", "1.5 KiB,1536", "0,0"})
    void sizes(String written, long bytes) throws IOException {
        assertThat(of("k: " + written, root -> root.bytes("k", 7))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "9999999999999TiB", "10 XB", "much"})
    void impossibleSizesAreRefused(String written) throws IOException {
        assertThat(problem("k: " + written, root -> root.bytes("k", 7))).contains("must be a size in bytes, such as 7");
    }

    @Test
    void pathsCountFromTheFileAndFromHome() throws IOException {
        Map<String, String> home = Map.of("HOME", "/home/ann");
        assertThat(of("k: ~/x", home, root -> root.path("k", null))).isEqualTo(Path.of("/home/ann/x"));
        assertThat(of("k: a/../b", home, root -> root.path("k", null))).isEqualTo(directory.resolve("b"));
        assertThat(of("k: /a", home, root -> root.path("k", null))).isEqualTo(Path.of("/a"));
        assertThat(of("", Map.of("HB_K", "b"), root -> root.path("k", null))).isEqualTo(Path.of("b"));
        assertThat(problem("k: \"a\\0b\"", root -> root.path("k", null))).contains("must be a path");
    }

    @Test
    void choicesIgnoreCaseAndNameTheOthers() throws IOException {
        assertThat(of("k: Observe", root -> root.choice("k", Auth.OFF))).isEqualTo(Auth.OBSERVE);
        assertThat(of("k: well-known", root -> root.choice("k", Auth.OFF))).isEqualTo(Auth.WELL_KNOWN);
        assertThat(problem("k: on", root -> root.choice("k", Auth.OFF)))
                .endsWith(":1: k: must be one of off, observe, well_known; found `on`");
    }

    @Test
    void textsAreAListOrOne() throws IOException {
        assertThat(of("k: [a, 1]", root -> root.texts("k"))).isEqualTo(List.of("a", "1"));
        assertThat(of("k: a", root -> root.texts("k"))).isEqualTo(List.of("a"));
        assertThat(of("", root -> root.texts("k"))).isEqualTo(List.of());
        assertThat(problem("k:\n  - a\n  - [b]\n", root -> root.texts("k")))
                .endsWith(":3: k[1]: must be a text; found a list");
        assertThat(problem("k: {a: 1}", root -> root.texts("k"))).contains("found a map");
    }

    @Test
    void itemsAreMapsOrBareTexts() throws IOException {
        String yaml = "k:\n  - uptime\n  - {name: disk, command: df}\n";
        assertThat(of(yaml, root -> root.items("k", "command").stream()
                        .map(item -> item.text("name", "-") + ":" + item.text("command", ""))
                        .toList()))
                .isEqualTo(List.of("-:uptime", "disk:df"));
        assertThat(problem("k:\n  - comand: df\n", root -> root.items("k", "command").stream()
                        .map(item -> item.text("command", ""))
                        .toList()))
                .endsWith(":2: k[0].comand: unknown key; did you mean `command`?");
    }

    @Test
    void sectionsAskedTwiceShareWhatIsKnown() throws IOException {
        assertThat(of("hosts:\n  web: {owner: ann, key: k}\n  db:\n", root -> {
                    StringBuilder order = new StringBuilder();
                    root.sections("hosts")
                            .forEach((name, host) -> order.append(name).append(host.text("owner", "-")));
                    root.sections("hosts").forEach((name, host) -> order.append(host.text("key", "-")));
                    return order.toString();
                }))
                .isEqualTo("webanndb-k-");
    }

    @Test
    void aSectionThatIsNoneIsSaidSoOnce() throws IOException {
        assertThat(problem(
                        "hosts: [web]",
                        root -> root.sections("hosts").size()
                                + root.sections("hosts").size()))
                .endsWith(":1: hosts: must be a map of keys; found a list");
    }

    @Test
    void problemsOfASectionPointAtItsKeys() throws IOException {
        assertThat(problem("a: 1\nhosts:\n  web:\n    owner: ann\n", root -> {
                    root.text("a", "");
                    Section web = root.sections("hosts").get("web");
                    web.text("owner", "");
                    web.problem("owner", "nobody has this name");
                    return 0;
                }))
                .endsWith(":4: hosts.web.owner: nobody has this name");
    }

    @Test
    void secretsComeFromTheKeyOrTheFirstLineOfAFile() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret \nrest\n");
        assertThat(of("pw: abc", root -> root.secret("pw"))).isEqualTo(Optional.of("abc"));
        assertThat(of("pw_file: secret", root -> root.secret("pw"))).isEqualTo(Optional.of("s3cret"));
        assertThat(of("", root -> root.secret("pw"))).isEqualTo(Optional.empty());
        assertThat(of("pw: abc", Map.of("HB_PW_FILE", secret.toString()), root -> root.secret("pw")))
                .isEqualTo(Optional.of("s3cret"));
        assertThat(of("pw_file: secret", Map.of("HB_PW", "#x: ["), root -> root.secret("pw")))
                .isEqualTo(Optional.of("#x: ["));
    }

    @Test
    void secretsThatCannotBeReadNameThePathAndShowNothing() throws IOException {
        assertThat(problem("pw_file: /no/such", root -> root.secret("pw")))
                .endsWith(":1: pw_file: the secret in /no/such cannot be read: there is no such file");
        Files.writeString(directory.resolve("empty"), "\n");
        assertThat(problem("pw_file: empty", root -> root.secret("pw")))
                .endsWith("cannot be read: its first line is empty");
        assertThat(problem("pw: hidden\npw_file: empty", root -> root.secret("pw")))
                .endsWith(":2: pw_file: set together with pw; keep one of the two")
                .doesNotContain("hidden");
    }

    @Test
    void theEnvironmentWinsAndIsNamedInProblems() throws IOException {
        assertThat(of("interval: 30", Map.of("HB_INTERVAL", "10s"), root -> root.seconds("interval", Duration.ZERO)))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(problem("interval: 30", Map.of("HB_INTERVAL", "x"), root -> root.integer("interval", 1, 1, 9)))
                .isEqualTo("HB_INTERVAL: interval: must be a whole number from 1 to 9, such as 1; found `x`");
        assertThat(of("interval: 30", Map.of("HB_INTERVAL", ""), root -> root.integer("interval", 1, 1, 90)))
                .isEqualTo(30);
    }

    @Test
    void keysOfOursHaveTwoVariables() throws IOException {
        assertThat(of("hb_port: 1", Map.of("HB_PORT", "2"), root -> root.integer("hb_port", 9, 1, 9)))
                .isEqualTo(2);
        assertThat(of("hb_port: 1", Map.of("HB_HB_PORT", "3"), root -> root.integer("hb_port", 9, 1, 9)))
                .isEqualTo(3);
    }

    @Test
    void variablesHoldListsAndMaps() throws IOException {
        assertThat(of("", Map.of("HB_K", "[a.org, b.org]"), root -> root.texts("k")))
                .isEqualTo(List.of("a.org", "b.org"));
        assertThat(of("", Map.of("HB_K", "a.org, b.org"), root -> root.texts("k")))
                .isEqualTo(List.of("a.org", "b.org"));
        assertThat(of(
                        "hosts: {old: {owner: x}}",
                        Map.of("HB_HOSTS", "{web: {owner: ann}}"),
                        root -> root.sections("hosts").get("web").text("owner", "")))
                .isEqualTo("ann");
        assertThat(of(
                        "hosts: {web-1: {owner: x}}",
                        Map.of("HB_HOSTS_WEB_1_OWNER", "ann"),
                        root -> root.sections("hosts").get("web-1").text("owner", "")))
                .isEqualTo("ann");
        assertThat(problem("", Map.of("HB_HOSTS", "{web: {ownr: ann}}"), root -> root.sections("hosts")
                        .get("web")
                        .text("owner", "")))
                .isEqualTo("HB_HOSTS: hosts.web.ownr: unknown key; did you mean `owner`?");
        assertThat(problem("", Map.of("HB_HOSTS", "{web"), root -> root.sections("hosts")
                        .size()))
                .startsWith("HB_HOSTS: not YAML: ");
    }

    @Test
    void unknownVariablesAreWarnedOf() throws IOException {
        Map<String, String> environment = Map.of("HB_INTERVALL", "1", "HB_HOME", "/opt", "OTHER", "x");
        assertThat(Settings.load(file(""), environment, root -> root.text("interval", ""))
                        .warnings())
                .extracting(Problem::toString)
                .containsExactly("HB_INTERVALL: no key has this variable, it is ignored; did you mean HB_INTERVAL?");
    }

    private Object of(String yaml, Function<Section, ?> build) throws IOException {
        return of(yaml, Map.of(), build);
    }

    private Object of(String yaml, Map<String, String> environment, Function<Section, ?> build) throws IOException {
        return Settings.<Object>read(file(yaml), environment, build::apply);
    }

    private String problem(String yaml, Function<Section, ?> build) throws IOException {
        return problem(yaml, Map.of(), build);
    }

    private String problem(String yaml, Map<String, String> environment, Function<Section, ?> build)
            throws IOException {
        try {
            Settings.read(file(yaml), environment, build);
            return "";
        } catch (SettingsException e) {
            assertThat(e.problems()).as(e.getMessage()).hasSize(1);
            return e.getMessage();
        }
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("hb.yaml"), yaml);
    }
}
