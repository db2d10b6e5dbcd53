package io.heartbeat.agent.plugin.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerfDataTest {
    @Test
    void everyPartIsRead() {
        assertThat(PerfData.parse("load1=1.220;5.000;10.000;0; load5=7;@5:6;;0;100")
                        .labels())
                .containsOnly(
                        Map.entry(
                                "load1",
                                Map.of(
                                        "value", 1.22, "uom", "", "warn", "5.000", "crit", "10.000", "level", 0, "min",
                                        0L)),
                        Map.entry(
                                "load5",
                                Map.of("value", 7L, "uom", "", "warn", "@5:6", "level", 0, "min", 0L, "max", 100L)));
    }

    @Test
    void labelsInQuotesMayHoldAnything() {
        PerfData data = PerfData.parse("'C:\\ used space'=12GB;;  'it''s = mine'=1 /=3%");

        assertThat(data.labels()).containsOnlyKeys("C:\\ used space", "it's = mine", "/");
        assertThat(data.skipped()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "t=0.5s, 0.5, s",
        "t=-3, -3.0, ''",
        "t=12us, 12.0, us",
        "t=15%, 15.0, %",
        "t=8MB, 8.0, MB",
        "t=42c, 42.0, c",
        "t=.5, 0.5, ''",
        "t=5., 5.0, ''",
        "t=1.5e-05s, 1.5e-05, s",
        "t=3E2, 300.0, ''",
        "t=1e, 1.0, e",
        "t=+7B/s, 7.0, B/s",
        "t=2°C, 2.0, °C"
    })
    void valuesHaveUnits(String text, double value, String unit) {
        Map<String, Object> entry = PerfData.parse(text).labels().get("t");

        assertThat(((Number) entry.get("value")).doubleValue()).isEqualTo(value);
        assertThat(entry.get("uom")).isEqualTo(unit);
    }

    @Test
    void decimalCommaOfALocaleIsRead() {
        assertThat(PerfData.parse("t=0,25s").labels().get("t")).containsEntry("value", 0.25);
    }

    @Test
    void unknownValueIsLeftOutAndIsNoFault() {
        PerfData data = PerfData.parse("t=U;1;2 u=1");

        assertThat(data.labels()).containsOnlyKeys("u");
        assertThat(data.skipped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "=5",
                "''=5",
                "t=",
                "t=abc",
                "t=1.2.3",
                "t=NaN",
                "t=Infinity",
                "t=1e999",
                "'open=5",
                "t==5",
                "t=1;2:1",
                "t=1;;;x"
            })
    void malformedPieceIsCountedAndTheRestIsRead(String piece) {
        PerfData data = PerfData.parse("a=1 " + piece + " b=2");

        assertThat(data.labels()).containsKeys("a", "b");
        assertThat(data.skipped()).isPositive();
    }

    @Test
    void hostileLengthIsBounded() {
        StringBuilder text = new StringBuilder("'").append("''".repeat(30_000)).append(" x=1 ");
        text.append("y".repeat(200_000)).append("=1 z=").append("9".repeat(100_000));
        for (int i = 0; i < 1000; i++) {
            text.append(" l").append(i).append("=1");
        }

        PerfData data = PerfData.parse(text.toString());

        assertThat(data.labels()).hasSize(128).containsKeys("x", "l0");
        assertThat(data.skipped()).isGreaterThan(800);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, false",
        "10, 10, false",
        "10, 10.1, true",
        "10, -1, true",
        "10:, 9, true",
        "10:, 10, false",
        "~:10, -99, false",
        "~:10, 11, true",
        "10:20, 9, true",
        "10:20, 15, false",
        "10:20, 21, true",
        "@10:20, 9, false",
        "@10:20, 10, true",
        "@10:20, 20, true",
        "@10, 5, true",
        "-5:-1, -3, false",
        "-5:-1, 0, true",
        ":5, 3, false"
    })
    void rangesAlertOutsideOrWithAnAtInside(String range, double value, boolean alerts) {
        assertThat(Range.parse(range).orElseThrow().alerts(value)).isEqualTo(alerts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "~", "a", "5:1", "1:2:3", "--1", "@@1", "5:~", "1 2"})
    void whatIsNoRangeIsNone(String text) {
        assertThat(Range.parse(text)).isEmpty();
    }

    @Test
    void levelFollowsFromTheRanges() {
        assertThat(PerfData.parse("t=6;5;7").labels().get("t")).containsEntry("level", 1);
        assertThat(PerfData.parse("t=8;5;7").labels().get("t")).containsEntry("level", 2);
        assertThat(PerfData.parse("t=8;;~:9").labels().get("t")).containsEntry("level", 0);
        assertThat(PerfData.parse("t=8").labels().get("t")).doesNotContainKey("level");
    }
}
