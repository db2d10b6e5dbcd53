package io.heartbeat.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports and heartbeats come in, levels come out. */
class ThresholdsTest {
    private static final String CPU = "thresholds: {cpu_monitor: {cpu_percent: {warning: 80, critical: 90}}}\n";
    private static final String METRIC = "web cpu_monitor.cpu_percent ";

    private Watched watched(String yaml) {
        return new Watched(yaml);
    }

    @Test
    void onlyAChangeIsTold() {
        Watched web = watched(CPU).cpu(50).cpu(85).cpu(86).cpu(91).cpu(85).cpu(79);
        assertThat(web.told())
                .containsExactly(METRIC + "OK>WARNING", METRIC + "WARNING>CRITICAL", METRIC + "CRITICAL>OK");
        assertThat(web.crossed.all.get(0))
                .extracting(ThresholdCrossed::value, ThresholdCrossed::limit)
                .containsExactly(85.0, 80.0);
        assertThat(web.held.all).extracting(LevelHeld::value).containsExactly(86.0, 85.0);
    }

    @Test
    void partitionsAreFoundInsideTheirMapAndToldWithoutIt() {
        Watched db = watched("thresholds: {disk_monitor: {partitions: {/: {percent: {warning: 75, critical: 90}}}}}")
                .report(
                        "db",
                        "disk_monitor",
                        "\"io\":{\"read\":1},\"partitions\":{\"/\":{\"percent\":95.5},\"/var\":{\"percent\":99}}")
                .report("db", "disk_monitor", "\"partitions\":{\"/\":{\"percent\":60}}");
        assertThat(db.told())
                .containsExactly("db disk_monitor./.percent OK>CRITICAL", "db disk_monitor./.percent CRITICAL>OK");
    }

    @Test
    void aStarStandsForEveryKeyThatIsNotNamed() {
        Watched db = watched(
                        """
                        thresholds:
                          disk_monitor:
                            partitions:
                              "*": {percent: {warning: 80}, free_gb: {critical: 1, operator: "<"}}
                              /tmp: {percent: {warning: 95}}
                          ping_monitor: {hosts: {"*": {loss: {critical: 50}}}}
                        """)
                .report(
                        "db",
                        "disk_monitor",
                        "\"partitions\":{\"/a\":{\"percent\":81,\"free_gb\":9},\"/tmp\":{\"percent\":90,\"free_gb\":0.5}}")
                .report("db", "ping_monitor", "\"hosts\":[{\"loss\":0},{\"loss\":100}]");
        assertThat(db.told())
                .containsExactly(
                        "db disk_monitor./a.percent OK>WARNING",
                        "db disk_monitor./tmp.free_gb OK>CRITICAL",
                        "db ping_monitor.1.loss OK>CRITICAL");
    }

    @Test
    void profilesAreLayeredLeftToRight() {
        Watched fleet = watched(
                        """
                        thresholds: {p: {a: {critical: 10}, b: {critical: 10}, c: {critical: 10}}}
                        threshold_configs:
                          one: {p: {a: {critical: 20}, b: {critical: 20}}}
                          two: {thresholds: {p: {b: {critical: 30}}}}
                        hosts: {web: {threshold_config: [one, two]}, db: {threshold_config: one}}
                        """)
                .report("web", "p", "\"a\":15,\"b\":25,\"c\":15")
                .report("db", "p", "\"a\":25,\"b\":25,\"c\":5")
                .report("mail", "p", "\"a\":15,\"b\":5,\"c\":5");
        assertThat(fleet.told())
                .containsExactly(
                        "web p.c OK>CRITICAL", "db p.a OK>CRITICAL", "db p.b OK>CRITICAL", "mail p.a OK>CRITICAL");
    }

    @Test
    void roundTripTimesAreJudgedByHost() {
        Watched fleet = watched("thresholds: {rtt: {web: {warning: 50, critical: 200}, '*': {critical: 1000}}}")
                .beat("web", ",\"rtt\":60")
                .beat("db", ",\"rtt\":60")
                .beat("db", ",\"rtt\":1001")
                .report("web", "rtt", "\"web\":500");
        assertThat(fleet.told()).containsExactly("web rtt.web OK>WARNING", "db rtt.db OK>CRITICAL");
    }

    @Test
    void checksAreJudgedByTheirExitCodesWithoutConfiguration() {
        Watched web = watched("{}")
                .report("web", "nagios_runner", "\"commands\":{\"load\":{\"exit_code\":2},\"disk\":{\"exit_code\":0}}")
                .report("web", "nagios_runner", "\"commands\":{\"load\":{\"exit_code\":3},\"disk\":{\"exit_code\":1}}")
                .report("web", "nagios_runner", "\"commands\":{\"load\":{\"exit_code\":0},\"disk\":{\"exit_code\":1}}");
        assertThat(web.told())
                .containsExactly(
                        "web nagios_runner.load.exit_code OK>CRITICAL",
                        "web nagios_runner.load.exit_code CRITICAL>UNKNOWN",
                        "web nagios_runner.disk.exit_code OK>WARNING",
                        "web nagios_runner.load.exit_code UNKNOWN>OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"91\"", "\"NaN\"", "\"Infinity\"", "null", "true", "{}", "[91]", "\"\""})
    void whatIsNoNumberIsNotJudged(String value) {
        Watched web = watched(CPU);
        for (int i = 0; i < 5; i++) {
            web.report("web", "cpu_monitor", "\"cpu_percent\":" + value);
        }
        assertThat(web.told()).isEmpty();
        assertThat(web.refused("no_number")).isEqualTo(value.startsWith("{") || value.startsWith("[") ? 0 : 5);
    }

    @Test
    void ofARepeatedKeyTheLastOneCounts() {
        Watched web = watched(CPU).report("web", "cpu_monitor", "\"cpu_percent\":99,\"cpu_p\\u0065rcent\":50");
        assertThat(web.told()).isEmpty();
    }

    @Test
    void anAlertingMetricThatVanishesFromItsReportsIsUnknownAfterTwo() {
        Watched web = watched(CPU).cpu(91);
        web.told();
        web.pass(300).report("web", "cpu_monitor", "\"other\":1");
        assertThat(web.told()).isEmpty();
        web.pass(300).report("web", "cpu_monitor", "\"cpu_percent\":\"broken\"");
        assertThat(web.told()).containsExactly(METRIC + "CRITICAL>UNKNOWN (no value for 600s, was CRITICAL)");
        assertThat(web.crossed.all.get(1).value()).isEqualTo(91);
        web.pass(300).cpu(85);
        assertThat(web.told()).containsExactly(METRIC + "UNKNOWN>WARNING");
    }

    @Test
    void aPluginThatFallsSilentIsMissedAfterTwoOfItsIntervals() {
        Watched web = watched(CPU).cpu(10).pass(60).cpu(91);
        web.told();
        web.pass(120);
        assertThat(web.told()).isEmpty();
        web.pass(10);
        assertThat(web.told()).containsExactly(METRIC + "CRITICAL>UNKNOWN (no value for 130s, was CRITICAL)");
        web.pass(1000);
        assertThat(web.told()).isEmpty();
    }

    @Test
    void reportsThatWereHeldBackAndComeAtOnceTellNothingOfTheInterval() {
        Watched web = watched(CPU).cpu(91).cpu(92).cpu(93);
        web.told();
        assertThat(web.pass(500).told()).isEmpty();
        assertThat(web.pass(200).told()).hasSize(1);
    }

    @Test
    void noMetricIsMissedWhileItsHostIsDown() {
        Watched web = watched(CPU).cpu(10).pass(60).cpu(91).down("web");
        web.told();
        assertThat(web.pass(3600).told()).isEmpty();
        web.beat("web", "");
        assertThat(web.pass(100).told()).isEmpty();
        assertThat(web.pass(100).told())
                .containsExactly(METRIC + "CRITICAL>UNKNOWN (no value for 3800s, was CRITICAL)");
    }

    @Test
    void aMetricThatIsFineMayVanish() {
        Watched web = watched(CPU).cpu(10).pass(10_000);
        assertThat(web.told()).isEmpty();
    }

    @Test
    void reloadWithTheSameLimitsChangesNothing() {
        Watched web = watched(CPU).cpu(91).cpu(85);
        web.told();
        web.reload(CPU + "threshold_renotify_interval: 5\n");
        assertThat(web.told()).isEmpty();
        assertThat(web.cpu(84).told()).isEmpty();
    }

    @Test
    void reloadWithOtherLimitsLooksAfresh() {
        Watched web = watched(CPU).cpu(91);
        web.told();
        web.reload("thresholds: {cpu_monitor: {cpu_percent: {warning: 90, critical: 95}}}");
        assertThat(web.told()).containsExactly(METRIC + "CRITICAL>WARNING (thresholds changed)");
        web.reload("thresholds: {cpu_monitor: {cpu_percent: {warning: 95}}}");
        assertThat(web.told()).containsExactly(METRIC + "WARNING>OK (thresholds changed)");
        web.reload(CPU);
        assertThat(web.told()).containsExactly(METRIC + "OK>CRITICAL (thresholds changed)");
        web.reload("{}");
        assertThat(web.told()).containsExactly(METRIC + "CRITICAL>OK (no threshold any more)");
        assertThat(web.reload(CPU).told()).isEmpty();
        assertThat(web.cpu(85).told()).containsExactly(METRIC + "OK>WARNING");
    }

    @Test
    void aRememberedLevelIsGoneOnFrom() {
        Watched web = watched(CPU);
        web.thresholds.remembered(new LevelRemembered("web", "cpu_monitor.cpu_percent", Level.CRITICAL, 91));
        assertThat(web.cpu(85).told()).isEmpty();
        assertThat(web.cpu(80).told()).containsExactly(METRIC + "CRITICAL>OK");
    }

    @Test
    void aRememberedLevelThatNobodyJudgesOrMeasuresAnyMoreDoesNotStandForEver() {
        Watched web = watched(CPU);
        web.thresholds.remembered(new LevelRemembered("web", "gone.metric", Level.WARNING, 5));
        assertThat(web.told()).containsExactly("web gone.metric WARNING>OK (no threshold any more)");
        web.thresholds.remembered(new LevelRemembered("web", "cpu_monitor.cpu_percent", Level.CRITICAL, 91));
        assertThat(web.pass(600).told()).isEmpty();
        assertThat(web.pass(5).told()).containsExactly(METRIC + "CRITICAL>UNKNOWN (no value for 605s, was CRITICAL)");
    }

    @Test
    void flappingBeginsAtThirtyPercentAndEndsAtTwentyFive() {
        Watched web = watched(CPU);
        for (int i = 0; i < 5; i++) {
            web.cpu(i % 2 == 0 ? 95 : 10);
        }
        assertThat(web.told()).hasSize(5).noneMatch(line -> line.contains("flapping"));
        assertThat(web.cpu(10).told()).containsExactly(METRIC + "CRITICAL>OK flapping");
        for (int i = 0; i < 14; i++) {
            assertThat(web.cpu(10).told()).isEmpty();
        }
        assertThat(web.cpu(10).told()).containsExactly(METRIC + "OK>OK");
    }

    @Test
    void whoMissedSomethingIsToldAgain() {
        Watched web = watched(CPU).cpu(91).cpu(10);
        web.report("db", "cpu_monitor", "\"cpu_percent\":95").report("mail", "cpu_monitor", "\"cpu_percent\":5");
        web.told();
        web.thresholds.wanted(new LevelsWanted());
        assertThat(web.told())
                .containsExactlyInAnyOrder(METRIC + "OK>OK", "db cpu_monitor.cpu_percent CRITICAL>CRITICAL");
    }

    @Test
    void tenThousandMetricsInOneReportAreJudgedUpToTheBound() {
        String thousand = "[" + "1,".repeat(999) + "1]";
        String members = IntStream.range(0, 10)
                .mapToObj(i -> "\"g" + i + "\":" + thousand)
                .collect(Collectors.joining(","));
        Watched web = watched("thresholds: {many: {'*': {'*': {critical: 0}}}}").report("web", "many", members);
        int places = 2;
        assertThat(web.told()).hasSize(HostLevels.MOST - places);
        assertThat(web.refused("too_many")).isPositive();
        assertThat(web.report("web", "many", members).told()).isEmpty();
    }
}
