package io.heartbeat.pump.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    private static EntryText entry(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields::get;
    }

    @Test
    void matchPassesWithoutKeyWithEqualValueAndWithAbsentField() {
        assertThat(Match.ALL.passes(entry())).isTrue();
        assertThat(new Match("_HOST", "a").passes(entry("HOST", "a"))).isTrue();
        assertThat(new Match("HOST", "a").passes(entry("HOST", "b"))).isFalse();
        assertThat(new Match("HOST", "a").passes(entry())).isFalse();
        assertThat(new Match("HOST", null).passes(entry())).isTrue();
        assertThat(new Match("HOST", null).passes(entry("HOST", ""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SENSITIVE rest      | SENSITIVE                        | [REDACTED]              | [REDACTED] rest",
                "a SENSITIVE b       | SENSITIVE                        | [REDACTED]              | a [REDACTED] b",
                "end SENSITIVE       | SENSITIVE                        | [REDACTED]              | end [REDACTED]",
                "SENSITIVE SENSITIVE | SENSITIVE                        | [REDACTED]              | [REDACTED] [REDACTED]",
                "barSENSITIVEfoo     | (bar)(SENSITIVE)(foo)            | \\3[REDACTED]\\1        | foo[REDACTED]bar",
                "k=12                | (?P<k>k)=(?P<v>[0-9]+)           | \\g<k>=\\g<2>0 $1       | k=120 $1",
                "k=12                | (k)=([0-9]+)                     | \\10                    | refused",
                "nothing             | SENSITIVE                        | [REDACTED]              | same",
            })
    void secretsAreTakenOut(String message, String pattern, String replacement, String expected) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> SecretFilter.of(Patterns.compile(pattern), replacement))
                    .hasMessageContaining("\\10 names a group");
            return;
        }
        Secrets secrets = new Secrets(List.of(SecretFilter.of(Patterns.compile(pattern), replacement)));

        byte[] redacted = secrets.redact(bytes, 0, bytes.length);

        assertThat(redacted == null ? "same" : new String(redacted, StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    @Test
    void secretsOfSeveralFiltersAreTakenOutInTheirOrder() {
        Secrets secrets = new Secrets(List.of(
                SecretFilter.of(Patterns.compile("one"), "two"), SecretFilter.of(Patterns.compile("two"), "three")));

        assertThat(secrets.redact(" one two".getBytes(StandardCharsets.UTF_8), 1, 7))
                .asString()
                .isEqualTo("three three");
        assertThat(new Secrets(List.of()).redact(new byte[] {'x'}, 0, 1)).isNull();
    }

    @Test
    void sevenOfEightPrioritiesPassAtInfo() {
        UnitLevels levels = new UnitLevels(List.of(UnitLevels.Level.of("unit-a", 6)));

        assertThat(IntStream.range(0, 8)
                        .filter(p -> levels.passes(entry("SYSTEMD_UNIT", "unit-a", "PRIORITY", "" + p))))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void firstGlobThatFitsDecidesAndWhatHasNoUnitOrPriorityPasses() {
        UnitLevels levels = new UnitLevels(List.of(
                UnitLevels.Level.of("test-unit*", 4),
                UnitLevels.Level.of("*-unit", 6),
                UnitLevels.Level.of("[!x]?", 0)));

        assertThat(levels.passes(entry("SYSTEMD_UNIT", "test-unit", "PRIORITY", "5")))
                .isFalse();
        assertThat(levels.passes(entry("SYSTEMD_UNIT", "other-unit", "PRIORITY", "5")))
                .isTrue();
        assertThat(levels.passes(entry("SYSTEMD_UNIT", "ab", "PRIORITY", "1"))).isFalse();
        assertThat(levels.passes(entry("SYSTEMD_UNIT", "ab", "PRIORITY", "0"))).isTrue();
        assertThat(levels.passes(entry("SYSTEMD_UNIT", "xb", "PRIORITY", "7"))).isTrue();
        assertThat(levels.passes(entry("PRIORITY", "7"))).isTrue();
        assertThat(levels.passes(entry("SYSTEMD_UNIT", "test-unit"))).isTrue();
    }

    @Test
    void searchFindsNamedGroupsOfAllItsFields() {
        Search search = new Search(
                "journal.cpu",
                Map.of(
                        "MESSAGE",
                        Patterns.compile(
                                "(?P<cpu>CPU\\d+): (?P<section>Core|Package) temperature.* (?P<level>throttled)"),
                        "_SYSLOG_IDENTIFIER",
                        Patterns.compile("^(?P<from>.*)$")),
                Map.of("place", TagValue.parse("rack"), "geo", TagValue.parse("ip_to_geohash(from,precision=5)")));
        EntryText line = entry(
                "MESSAGE",
                "CPU0: Core temperature above threshold, cpu clock throttled",
                "SYSLOG_IDENTIFIER",
                "kernel");

        Map<String, String> groups = search.find(line);

        assertThat(groups).isEqualTo(Map.of("cpu", "CPU0", "section", "Core", "level", "throttled", "from", "kernel"));
        assertThat(search.tags(groups, GeoIp.NONE))
                .containsEntry("place", "rack")
                .containsEntry("geo", null);
        assertThat(search.find(entry("MESSAGE", "CPU0"))).isNull();
        assertThat(search.find(entry("SYSLOG_IDENTIFIER", "kernel", "MESSAGE", "else")))
                .isNull();
    }

    @Test
    void messageIsTriedLast() {
        List<String> asked = new ArrayList<>();
        Map<String, Pattern> fields = new LinkedHashMap<>();
        fields.put("MESSAGE", Patterns.compile("x"));
        fields.put("UNIT", Patterns.compile("y"));
        new Search("s", fields, Map.of()).find(name -> {
            asked.add(name);
            return "z";
        });
        assertThat(asked).containsExactly("UNIT");
    }

    @Test
    void geohashOfAPlace() {
        assertThat(GeoIp.encode(57.64911, 10.40744, 11)).isEqualTo("u4pruydqqvj");
        assertThat(GeoIp.encode(-25.382708, -49.265506, 8)).isEqualTo("6gkzwgjz");
        assertThatThrownBy(() -> TagValue.parse("ip_to_geohash(x,13)")).hasMessageContaining("precision 1 to 12");
    }

    @Test
    void patternsThatNoLinearTimeTakesAreRefused() {
        assertThatThrownBy(() -> Patterns.compile("a(?=b)")).hasMessageContaining("look-around");
        assertThatThrownBy(() -> Patterns.compile("(a)\\1")).hasMessageContaining("back reference");
        assertThatThrownBy(() -> Patterns.compile("[")).hasMessageContaining("no regular expression");
        assertThat(Patterns.compile("end\\Z").matcher("the end").find()).isTrue();
    }
}
