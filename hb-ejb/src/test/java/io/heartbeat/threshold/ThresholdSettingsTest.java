package io.heartbeat.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdSettingsTest {
    private static final String LAYERS =
            """
            thresholds:
              cpu_monitor:
                cpu_percent: {warning: 80, critical: 90}
                load_1min: {critical: 8, operator: ">=", hysteresis: 0.2}
              disk_monitor:
                partitions:
                  /: {percent: {warning: 75}}
              rtt:
                web.example.org: {warning: 50}
            threshold_configs:
              busy: {cpu_monitor: {cpu_percent: {critical: 99}}}
              tight: {thresholds: {cpu_monitor: {cpu_percent: {warning: 10}}, memory_monitor: {available_mb: {warning: 9, operator: <}}}}
            hosts:
              web: {threshold_config: [busy, tight]}
              db: {threshold_config: busy}
            threshold_renotify_interval: 2h
            """;

    private final ThresholdSettings settings = Configured.by(LAYERS, ThresholdSettings::from);

    @Test
    void limitsAreFoundByTheirPath() {
        assertThat(settings.defaults().thresholds().keySet())
                .containsExactly(
                        List.of("cpu_monitor", "cpu_percent"),
                        List.of("cpu_monitor", "load_1min"),
                        List.of("disk_monitor", "partitions", "/", "percent"),
                        List.of("rtt", "web.example.org"));
        assertThat(settings.defaults().thresholds().get(List.of("cpu_monitor", "load_1min")))
                .isEqualTo(new Threshold(OptionalDouble.empty(), OptionalDouble.of(8), Operator.AT_LEAST, 0.2));
        assertThat(settings.renotifyInterval()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void profilesLieOnTheDefaultsLeftToRight() {
        List<String> cpu = List.of("cpu_monitor", "cpu_percent");
        assertThat(settings.of("web").thresholds().get(cpu).warning()).hasValue(10);
        assertThat(settings.of("web").thresholds()).hasSize(5);
        assertThat(settings.of("db").thresholds().get(cpu).critical()).hasValue(99);
        assertThat(settings.of("db").thresholds().get(cpu).warning()).isEmpty();
        assertThat(settings.of("other")).isEqualTo(settings.defaults());
    }

    @ParameterizedTest
    @CsvSource({">,ABOVE", "ge,AT_LEAST", "<,BELOW", "<=,AT_MOST", "==,EQUAL", "!=,DIFFERENT"})
    void operators(String written, Operator expected) {
        String yaml = "thresholds: {p: {m: {warning: 1, operator: \"" + written + "\"}}}";
        assertThat(Configured.by(yaml, ThresholdSettings::from)
                        .defaults()
                        .thresholds()
                        .get(List.of("p", "m"))
                        .operator())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "warning: 90, critical: 80 | critical: is below warning",
                "warning: 10, critical: 20, operator: < | critical: is above warning",
                "warning: 1, critical: 1, operator: == | critical: is the same as warning",
                "warning: 1, critical: 2, operator: \"!=\" | critical: stands beside warning",
                "operator: < | ? needs warning, critical or both",
                "warning: high | warning: must be a number, such as",
                "warning: 1, hysteresis: 1.5 | hysteresis: must be a number from 0 to 1, such as 0.1",
                "warning: 1, operator: about | operator: must be one of >, >=",
                "warning: 1, critcal: 2 | critcal: unknown key; did you mean `critical`?",
            })
    void impossibleLimitsAreRefused(String limits, String problem) {
        String expected =
                problem.startsWith("?") ? "1: thresholds.p.m: " + problem.substring(2) : "1: thresholds.p.m." + problem;
        assertThat(Configured.problems("thresholds: {p: {m: {" + limits + "}}}", ThresholdSettings::from))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void aBareGreaterThanIsExplained() {
        String yaml = "thresholds:\n  p:\n    m:\n      warning: 1\n      operator: >\n";
        assertThat(Configured.problems(yaml, ThresholdSettings::from))
                .containsExactly(
                        "5: thresholds.p.m.operator: YAML reads a bare > as the start of a text; put it in quotes: \">\"");
    }

    @Test
    void mapsThatAreNoneAndSlipsAreFound() {
        assertThat(Configured.problems(
                        "thresholds:\n  p: 80\n  q: {m: {warnin: 1}}\n  r: {m:}\n", ThresholdSettings::from))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("2: thresholds.p: must be a map of keys; found `80`"),
                        line -> assertThat(line).startsWith("2: thresholds.p: needs warning"),
                        line -> assertThat(line).startsWith("3: thresholds.q.m: needs warning"),
                        line -> assertThat(line)
                                .isEqualTo("3: thresholds.q.m.warnin: unknown key; did you mean `warning`?"),
                        line -> assertThat(line).startsWith("4: thresholds.r.m: needs warning"));
    }

    @Test
    void unknownProfilesAreRefused() {
        assertThat(Configured.problems(
                        "threshold_configs: {a: {p: {m: {warning: 1}}}}\nhosts:\n  web: {threshold_config: [a, b]}\n",
                        ThresholdSettings::from))
                .containsExactly("3: hosts.web.threshold_config: `b` is no name under threshold_configs; there are a");
    }
}
