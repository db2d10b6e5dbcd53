package io.heartbeat.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of docs/THRESHOLD_ALERTING.md, "Worked examples". */
class WorkedExamplesTest {
    @ParameterizedTest(name = "{0} {1}/{2}, {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // Critical 90, hysteresis 10 %: it recovers below 81, not at it.
                ">,  -,   90,   0.1, 91 89 81 80.9,      CRITICAL CRITICAL CRITICAL OK",
                // A level that is left is followed by a fresh look: 79 keeps no warning, 80.5 is one.
                ">,  80,  90,   0.1, 91 85 79,           CRITICAL CRITICAL OK",
                ">,  80,  90,   0.1, 91 80.5 72 71.9,    CRITICAL WARNING WARNING OK",
                ">,  80,  90,   0.1, 80 80.1 75 90.1,    OK WARNING WARNING CRITICAL",
                ">=, 80,  90,   0.1, 80 90 81 80.9 72 71,    WARNING CRITICAL CRITICAL WARNING WARNING OK",
                // Mirrored: below 100 until above 110.
                "<,  500, 100,  0.1, 99 105 110 110.1 550 550.1, CRITICAL CRITICAL CRITICAL WARNING WARNING OK",
                "<,  500, 100,  0.1, 500 100 99 600,    OK WARNING CRITICAL OK",
                "<=, 500, 100,  0.1, 100 110 111 550 551,    CRITICAL CRITICAL WARNING WARNING OK",
                // Equality has no neighbourhood.
                "==, 1,   2,    0.5, 1 2 1.5 0,          WARNING CRITICAL OK OK",
                "!=, -,   1,    0.5, 1 0.9 1,            OK CRITICAL OK",
                // Around 0 a share of the limit is nothing, and errors do end.
                ">,  0,   10,   0.1, 1 0,                WARNING OK",
                // Below zero the band still lies on the side of recovery.
                ">,  -20, -10,  0.1, -5 -11 -11.1 -22 -22.1, CRITICAL CRITICAL WARNING WARNING OK",
                "<,  -10, -20,  0.1, -21 -18 -17.9 -9 -8.9,  CRITICAL CRITICAL WARNING WARNING OK",
                // Without hysteresis a level ends where it began.
                ">,  80,  90,   0,   91 90 80,           CRITICAL WARNING OK",
            })
    void levelsOfATimeline(
            String operator, Double warning, Double critical, double hysteresis, String values, String expected) {
        Threshold threshold = new Threshold(
                optional(warning), optional(critical), Operator.of(operator).orElseThrow(), hysteresis);
        List<Level> levels = new ArrayList<>();
        Level level = Level.OK;
        for (String value : values.strip().split(" +")) {
            level = threshold.next(level, Double.parseDouble(value));
            levels.add(level);
        }
        assertThat(levels)
                .isEqualTo(Arrays.stream(expected.strip().split(" +"))
                        .map(Level::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"0,OK", "1,WARNING", "2,CRITICAL", "3,UNKNOWN", "4,UNKNOWN", "-1,UNKNOWN", "1.5,UNKNOWN"})
    void exitCodesOfChecks(double code, Level level) {
        Rule rule = Rule.of("nagios_runner", "exit_code", Rule.CHECK);
        assertThat(rule.next(Level.OK, code)).isEqualTo(level);
        assertThat(rule.next(Level.CRITICAL, code)).isEqualTo(level);
    }

    private static OptionalDouble optional(Double limit) {
        return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
    }
}
