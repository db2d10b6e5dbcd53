package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every database must do with the metric history. */
abstract class StoredMetrics {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String CPU = "cpu_monitor";

    private Ledger ledger;

    /** An empty database with the schema. */
    abstract DataSource database() throws SQLException;

    @BeforeEach
    void open() throws SQLException {
        ledger = new Ledger(database());
    }

    @AfterEach
    void close() throws SQLException {
        ledger.source.close();
    }

    @Test
    void allReportsComeBackNewestFirstAfterAKill() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ledger.report("web", CPU, "\"cpu_percent\": " + i + ".50,\n \"é\":\"\\u0041 " + i + "\"");
            sent.add(0, ledger.samples("web", CPU, 1).get(0));
            ledger.report("web", "memory_monitor", "\"percent\":" + i);
            ledger.turn();
            ledger.time.pass(FIVE_MINUTES);
        }
        Instant last = ledger.history.samples("web", CPU, 1).get(0).timestamp();
        ledger.kill();
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 1000)).isEqualTo(sent);
        assertThat(ledger.samples("web", CPU, 50)).isEqualTo(sent.subList(0, 50));
        assertThat(ledger.history.samples("web", CPU, 1).get(0).timestamp()).isEqualTo(last);
        assertThat(ledger.reports.newest("web")).containsOnlyKeys(CPU, "memory_monitor");
        assertThat(ledger.reports.samples("web", CPU, 9)).hasSize(1);
    }

    @Test
    void memoryAndDatabaseAreOneListWithoutDoubles() {
        ledger.reportEvery(FIVE_MINUTES, 150, "web", CPU);
        ledger.report("web", CPU, "\"v\":\"not stored yet\"");

        assertThat(ledger.history.samples("web", CPU, 1000))
                .extracting(Report::timestamp)
                .hasSize(151)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void aKillCostsOnlyWhatWasNotWritten() {
        ledger.reportEvery(FIVE_MINUTES, 30, "web", CPU);
        ledger.report("web", CPU, "\"v\":\"lost\"");
        ledger.kill();
        ledger.turn();
        ledger.time.pass(FIVE_MINUTES);
        ledger.report("web", CPU, "\"v\":\"after\"");
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 1000)).hasSize(31).noneMatch(json -> json.contains("lost"));
    }

    @ParameterizedTest
    @CsvSource({"60, 3600", "600, 40000", "1200, 80000", "7200, 500000", "28800, 2500000"})
    void curvesSayWhatTheReportsSaid(int step, int seconds) {
        Map<Long, Summary> expected = new TreeMap<>();
        Duration interval = Duration.ofSeconds(Math.max(20, step / 7 + 1));
        for (int i = 0; i < seconds / interval.toSeconds(); i++) {
            long second = ledger.time.wall().getEpochSecond();
            expected.merge(second - second % step, Summary.of(ledger.value()), Summary::merged);
            ledger.report("web", CPU, "\"v\":" + ledger.value());
            ledger.turn();
            ledger.time.pass(interval);
        }
        Span span = ledger.span(Duration.ofSeconds(seconds), Duration.ofSeconds(step));
        List<Summary> points =
                ledger.history.curves("web", List.of(CPU + ".v"), span).get(0).points();

        assertThat(span.tier().seconds()).isEqualTo(step);
        assertThat(points).hasSize(span.count());
        for (int i = 1; i < points.size(); i++) {
            Summary wanted = expected.get(span.at(i).getEpochSecond());
            if (wanted == null) {
                assertThat(points.get(i)).isNull();
            } else {
                assertThat(points.get(i).count()).as("step %d", i).isEqualTo(wanted.count());
                assertThat(points.get(i).min()).isEqualTo(wanted.min());
                assertThat(points.get(i).max()).isEqualTo(wanted.max());
                assertThat(points.get(i).avg()).isCloseTo(wanted.avg(), within(1e-6));
            }
        }
    }

    @Test
    void aBucketBeginsWithItsFirstSecond() {
        ledger.time.setWall(Instant.parse("2026-01-02T03:09:59.999999Z"));
        ledger.report("web", CPU, "\"v\":1");
        ledger.time.setWall(Instant.parse("2026-01-02T03:10:00Z"));
        ledger.time.pass(Duration.ofSeconds(1));
        ledger.report("web", CPU, "\"v\":2");
        ledger.turn();
        ledger.time.setWall(Instant.parse("2026-01-02T04:30:00Z"));

        List<Summary> points = ledger.history
                .curves(
                        "web",
                        List.of(CPU + ".v"),
                        Span.of(
                                Instant.parse("2026-01-02T03:00:00Z"),
                                Instant.parse("2026-01-02T03:19:59Z"),
                                null,
                                ledger.time.wall()))
                .get(0)
                .points();
        assertThat(points).containsExactly(Summary.of(1), Summary.of(2));
    }

    @Test
    void aRollUpThatAKillPreventedIsMadeOnce() throws SQLException {
        for (int i = 0; i < 120; i++) {
            ledger.report("web", CPU, "\"v\":1");
            ledger.writer.store();
            ledger.time.pass(FIVE_MINUTES);
        }
        assertThat(ledger.rows("metric_rollup")).isZero();
        ledger.kill();
        ledger.turn();
        ledger.turn();

        assertThat(ledger.rows("metric_rollup")).isPositive();
        assertThat(count(ledger.curve("web", CPU + ".v", Duration.ofHours(11), Duration.ofMinutes(10))))
                .isEqualTo(120);
    }

    @Test
    void reportsAndRollUpsGoWhenTheirTimeIsOver() {
        ledger.reportEvery(FIVE_MINUTES, 800, "web", CPU);
        ledger.report("silent", CPU, "\"v\":1");
        ledger.turn();
        ledger.hourOfTurns();
        List<Report> kept = ledger.history.samples("web", CPU, 1000);

        assertThat(kept.size()).isBetween(570, 700);
        assertThat(kept.get(kept.size() - 1).timestamp())
                .isAfter(ledger.time.wall().minus(Duration.ofHours(57)));
        long pages = ledger.rows("metric_rollup");
        ledger.time.pass(Duration.ofDays(40));
        ledger.hourOfTurns();
        ledger.hourOfTurns();

        assertThat(ledger.rows("metric_rollup")).isLessThan(pages).isZero();
        assertThat(ledger.rows("metric_chunk")).isEqualTo(2);
        ledger.kill();
        ledger.turn();
        assertThat(ledger.samples("silent", CPU, 9)).hasSize(1);
    }

    @Test
    void aClockThatGoesBackLosesNothing() {
        ledger.reportEvery(FIVE_MINUTES, 30, "web", CPU);
        Instant before = ledger.time.wall();
        ledger.time.setWall(before.minus(Duration.ofHours(1)));
        ledger.reportEvery(FIVE_MINUTES, 30, "web", CPU);
        ledger.kill();
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 1000)).hasSize(60);
        assertThat(ledger.history.samples("web", CPU, 1).get(0).timestamp())
                .isEqualTo(ledger.time.wall().minus(FIVE_MINUTES));
        assertThat(count(ledger.curve("web", CPU + ".v", Duration.ofHours(6), Duration.ofMinutes(10))))
                .isEqualTo(60);
    }

    @Test
    void aClockThatIsWrongForAMomentDeletesNothing() {
        ledger.reportEvery(FIVE_MINUTES, 100, "web", CPU);
        long chunks = ledger.rows("metric_chunk");
        Instant right = ledger.time.wall();
        ledger.time.setWall(right.plus(Duration.ofDays(4000)));
        for (int i = 0; i < 500; i++) {
            ledger.turn();
            ledger.time.pass(ledger.settings.flush());
        }
        ledger.time.setWall(right);
        ledger.hourOfTurns();

        assertThat(ledger.rows("metric_chunk")).isEqualTo(chunks);
        assertThat(ledger.samples("web", CPU, 1000)).hasSize(100);
    }

    @Test
    void aDroppedHostLeavesNothingBehindAndMayComeAgain() {
        ledger.reportEvery(FIVE_MINUTES, 40, "web", CPU);
        ledger.reportEvery(FIVE_MINUTES, 40, "db", CPU);
        ledger.report("web", CPU, "\"v\":\"waits\"");
        ledger.drop("web");
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 9)).isEmpty();
        assertThat(ledger.curve("web", CPU + ".v", Duration.ofHours(10), null)).containsOnlyNulls();
        ledger.report("web", CPU, "\"v\":\"again\"");
        ledger.turn();
        ledger.kill();
        ledger.turn();
        assertThat(ledger.samples("web", CPU, 9)).hasSize(1);
        assertThat(ledger.samples("db", CPU, 100)).hasSize(40);
        assertThat(ledger.rows("metric_series")).isEqualTo(2);
    }

    @Test
    void whatIsStoredOfHostsThatNobodyKnowsGoes() {
        ledger.reportEvery(FIVE_MINUTES, 3, "gone", CPU);
        ledger.reportEvery(FIVE_MINUTES, 3, "known", CPU);
        ledger.time.pass(Duration.ofDays(2));
        ledger.kill();
        ledger.onlyHosts("known");
        ledger.turn();

        assertThat(ledger.samples("gone", CPU, 9)).isEmpty();
        assertThat(ledger.samples("known", CPU, 9)).hasSize(3);
        assertThat(ledger.rows("metric_chunk")).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsAwayCostsNothingThatTheQueueHolds() {
        ledger.reportEvery(FIVE_MINUTES, 5, "web", CPU);
        ledger.source.away = true;
        for (int i = 0; i < 30; i++) {
            ledger.report("web", CPU, "\"v\":" + i);
            assertThat(ledger.turn()).isFalse();
            ledger.time.pass(FIVE_MINUTES);
        }
        assertThat(ledger.samples("web", CPU, 1)).hasSize(1);
        assertThat(ledger.samples("web", CPU, 1000)).as("memory").hasSize(35);
        ledger.source.away = false;
        assertThat(ledger.turn()).isTrue();
        ledger.kill();
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 1000)).hasSize(35);
        assertThat(ledger.value("hbd_metrics_dropped_total")).isZero();
    }

    @Test
    void aCommitWhoseAnswerWasLostCountsOnce() {
        ledger.report("web", CPU, "\"v\":1");
        ledger.source.losesAnswers = true;
        assertThat(ledger.turn()).isFalse();
        ledger.time.pass(FIVE_MINUTES);
        ledger.report("web", CPU, "\"v\":2");
        ledger.source.losesAnswers = false;
        ledger.turn();
        ledger.kill();
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 9)).hasSize(2);
        assertThat(ledger.rows("metric_series")).isEqualTo(1);
    }

    @Test
    void aBatchThatIsRefusedForGoodIsGivenUpAndCounted() {
        ledger.source.refusesCommits = true;
        ledger.report("web", CPU, "\"v\":1");
        for (int i = 0; i < 10; i++) {
            assertThat(ledger.turn()).isFalse();
        }
        assertThat(ledger.value("hbd_metrics_dropped_total")).isEqualTo(1);
        ledger.source.refusesCommits = false;
        ledger.report("db", CPU, "\"v\":1");
        assertThat(ledger.turn()).isTrue();
        assertThat(ledger.rows("metric_series")).isEqualTo(1);
    }

    @Test
    void tenThousandNumericsInOneReportAreBoundedAndCounted() {
        StringBuilder many = new StringBuilder("\"m0\":0");
        for (int i = 1; i < 5_000; i++) {
            many.append(",\"m").append(i).append("\":").append(i);
        }
        for (int i = 0; i < 3; i++) {
            ledger.report("web", CPU, many.toString());
            ledger.turn();
            ledger.time.pass(FIVE_MINUTES);
        }
        ledger.time.pass(Duration.ofHours(8));
        ledger.report("web", CPU, "\"m0\":1");
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 9)).hasSize(4).anyMatch(json -> json.contains("\"m4999\":4999"));
        assertThat(count(ledger.curve("web", CPU + ".m511", Duration.ofHours(11), null)))
                .isEqualTo(3);
        assertThat(count(ledger.curve("web", CPU + ".m512", Duration.ofHours(11), null)))
                .isZero();
        assertThat(ledger.value("hbd_metrics_numerics_left_out_total")).isEqualTo(3 * (5_000 - Numerics.MOST));
    }

    @Test
    void hostileNamesAndValuesAreHarmless() {
        String members = "\"a.b/c'; drop table host; --\":1,\"\\u0000💩\\ud800\":2,\"\":{\"\":3},\"big\":1e301,"
                + "\"text\":\"NaN\",\"deep\":{\"list\":[4,{\"x\":5},true,null,\"6\"]},\"a\":{\"b\":7},\"a.b\":8";
        for (int i = 0; i < 200; i++) {
            ledger.report("web", "x.y:z", members);
            ledger.turn();
            ledger.time.pass(FIVE_MINUTES);
        }
        Duration back = Duration.ofHours(18);

        assertThat(ledger.rows("metric_rollup")).isPositive();
        for (String path :
                List.of("a.b/c'; drop table host; --", "\uFFFD💩\uFFFD", ".", "deep.list.0", "deep.list.1.x")) {
            assertThat(count(ledger.curve("web", "x.y:z." + path, back, null)))
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(count(ledger.curve("web", "x.y:z.a.b", back, null))).isEqualTo(400);
        for (String path : List.of("big", "text", "deep.list.4", "deep.list.2")) {
            assertThat(ledger.curve("web", "x.y:z." + path, back, null))
                    .as(path)
                    .containsOnlyNulls();
        }
    }

    @Test
    void damagedRowsCostNoMoreThanThemselves() {
        ledger.reportEvery(FIVE_MINUTES, 100, "web", CPU);
        ledger.sql("update metric_chunk set body = substring(body from 1 for 100) where seq = 1");
        ledger.sql("update metric_rollup set body = substring(body from 1 for 5) where tier = 1");
        ledger.kill();

        assertThat(ledger.turn()).isTrue();
        assertThat(ledger.samples("web", CPU, 1000)).hasSizeBetween(5, 99);
        assertThat(ledger.curve("web", CPU + ".v", Duration.ofHours(8), null)).isNotEmpty();
        assertThat(count(ledger.curve("web", CPU + ".v", Duration.ofHours(20), null)))
                .isEqualTo(100);
    }

    @Test
    void aDamagedNewestChunkIsLeftAloneAndReportsGoOn() {
        ledger.reportEvery(FIVE_MINUTES, 3, "web", CPU);
        ledger.sql("update metric_chunk set body = substring(body from 1 for 2)");
        ledger.kill();
        ledger.turn();
        ledger.reportEvery(FIVE_MINUTES, 200, "web", CPU);

        assertThat(ledger.samples("web", CPU, 1000)).hasSize(200);
        assertThat(count(ledger.curve("web", CPU + ".v", Duration.ofHours(20), null)))
                .isEqualTo(200);
    }

    @Test
    void roundTripTimesAreMinutesOfTheirOwn() {
        for (int i = 0; i < 60; i++) {
            ledger.beat("web", i % 2 == 0 ? 1 : 3);
            ledger.turn();
            ledger.time.pass(Duration.ofSeconds(30));
        }
        List<Summary> points = ledger.curve("web", "rtt", Duration.ofMinutes(20), Duration.ofMinutes(1));

        assertThat(points.subList(1, 19)).allMatch(point -> point.min() == 1 && point.max() == 3 && point.avg() == 2);
        assertThat(ledger.history.paths("web")).containsExactly("rtt");
        assertThat(ledger.reports.newest("web")).isEmpty();
        ledger.minutes.finish();
        ledger.turn();
        ledger.kill();
        ledger.turn();
        assertThat(ledger.reports.newest("web")).isEmpty();
        assertThat(ledger.curve("web", "rtt", Duration.ofMinutes(20), Duration.ofMinutes(1))
                        .subList(1, 19))
                .doesNotContainNull();
    }

    @Test
    void largeReportsDoNotCrowdAChunk() {
        String text = "\"t\":\"" + "é💩<\\\"".repeat(5_000) + "\"";
        for (int i = 0; i < 12; i++) {
            ledger.report("web", CPU, "\"i\":" + i + "," + text);
            ledger.turn();
            ledger.time.pass(FIVE_MINUTES);
        }
        ledger.kill();
        ledger.turn();

        assertThat(ledger.samples("web", CPU, 50)).hasSize(12).allMatch(json -> json.contains("é💩<"));
    }

    @Test
    void theRowsAreCounted() {
        ledger.reportEvery(FIVE_MINUTES, 100, "web", CPU);
        ledger.hourOfTurns();
        ledger.hourOfTurns();

        assertThat(ledger.value("hbd_metrics_written_total")).isEqualTo(100);
        assertThat(ledger.value("hbd_metrics_rows"))
                .isEqualTo(ledger.rows("metric_series") + ledger.rows("metric_chunk") + ledger.rows("metric_rollup"));
        assertThat(ledger.value("hbd_metrics_waiting")).isZero();
    }

    private static int count(List<Summary> points) {
        return points.stream()
                .filter(point -> point != null)
                .mapToInt(Summary::count)
                .sum();
    }
}
