package io.heartbeat.alert;

import static io.heartbeat.threshold.Level.CRITICAL;
import static io.heartbeat.threshold.Level.OK;
import static io.heartbeat.threshold.Level.UNKNOWN;
import static io.heartbeat.threshold.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.host.HostStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Timelines of alerts: what happens, and what people hear. */
class AlertBookTest {
    private static final String METRIC = "web - cpu_monitor.cpu_percent = ";

    private final Office office = new Office();

    @Test
    void aChangeIsToldOnceAndAReminderEachHour() {
        office.metric(WARNING, 85).metric(WARNING, 86).pass(10).metric(CRITICAL, 95);
        assertThat(office.heard()).containsExactly("WARNING: " + METRIC + "85.0", "CRITICAL: " + METRIC + "95.0");
        assertThat(office.pass(3599).heard()).isEmpty();
        assertThat(office.pass(1).heard())
                .containsExactly("REMINDER (CRITICAL): " + METRIC + "95.0 (ongoing for 3610s)");
        assertThat(office.pass(3600).heard()).hasSize(1);
        office.metric(OK, 75);
        assertThat(office.heard()).containsExactly("RECOVERED: " + METRIC + "75.0 (CRITICAL -> OK)");
        assertThat(office.pass(7200).heard()).isEmpty();
        assertThat(office.book.open()).isEmpty();
    }

    @Test
    void reminderAfterExactlyItsInterval() {
        office.metric(CRITICAL, 12.5);
        office.heard();
        assertThat(office.pass(3600).heard())
                .containsExactly("REMINDER (CRITICAL): " + METRIC + "12.5 (ongoing for 3600s)");
    }

    @Test
    void numbersOfEventsAscendAndTheAlertKeepsItsOwn() {
        office.metric(WARNING, 85).metric(CRITICAL, 95).metric(OK, 1).metric(WARNING, 85);
        assertThat(office.events).extracting(AlertChanged::id).containsExactly(1L, 2L, 3L, 4L);
        assertThat(office.events).extracting(event -> event.alert().id()).containsExactly(1L, 1L, 1L, 2L);
        assertThat(office.events)
                .extracting(AlertChanged::reason)
                .containsExactly(AlertReason.FIRED, AlertReason.CHANGED, AlertReason.RESOLVED, AlertReason.FIRED);
    }

    @Test
    void anAcknowledgementEndsRemindersAndRecoveryEndsIt() {
        office.metric(WARNING, 85).acknowledge("bob", "on it");
        office.heard();
        assertThat(office.pass(8000).heard()).isEmpty();
        assertThat(office.metric(CRITICAL, 95).heard()).hasSize(1);
        assertThat(office.only().acknowledgement().by()).isEqualTo("bob");
        assertThat(office.pass(8000).heard()).isEmpty();
        office.metric(OK, 5).metric(CRITICAL, 96);
        assertThat(office.only().acknowledgement()).isNull();
        office.heard();
        assertThat(office.pass(3600).heard()).hasSize(1);
        assertThat(office.acknowledge("bob", "")
                        .acknowledge(null, null)
                        .pass(3600)
                        .heard())
                .hasSize(1);
        assertThat(office.events)
                .extracting(AlertChanged::text)
                .contains(
                        "ACKNOWLEDGED by bob: " + METRIC + "85.0 (on it)", "UNACKNOWLEDGED by ann: " + METRIC + "96.0");
    }

    @Test
    void whatBeginsAndEndsInSilenceCostsNoNotificationButIsJudged() {
        office.silence("host", "w*", 600).metric(CRITICAL, 95).pass(60);
        assertThat(office.only().level()).isEqualTo(CRITICAL);
        assertThat(office.events.get(0).suppression()).hasToString("silenced:7");
        office.metric(OK, 5).pass(1000);
        assertThat(office.heard()).isEmpty();
        assertThat(office.book.open()).isEmpty();
    }

    @Test
    void whatOutlastsASilenceIsToldAtItsEnd() {
        office.silence("metric", "cpu_*", 600).metric(CRITICAL, 95).pass(599);
        assertThat(office.heard()).isEmpty();
        assertThat(office.pass(1).heard()).containsExactly("CRITICAL: " + METRIC + "95.0");
        assertThat(office.events).last().extracting(AlertChanged::reason).isEqualTo(AlertReason.TOLD);
    }

    @Test
    void aResolveAlwaysFollowsAFireEvenThroughASilence() {
        office.metric(CRITICAL, 95).pass(5).silence("level", "*", 600).metric(OK, 5);
        assertThat(office.heard()).containsExactly("CRITICAL: " + METRIC + "95.0");
        assertThat(office.pass(600).heard()).containsExactly("RECOVERED: " + METRIC + "5.0 (CRITICAL -> OK)");
        assertThat(office.book.open()).isEmpty();
    }

    @Test
    void whatComesBackBeforeItsEndWasToldIsTheSameAlert() {
        office.metric(CRITICAL, 95).silence("host", "web", 600).metric(OK, 5).metric(CRITICAL, 96);
        office.heard();
        assertThat(office.only().id()).isEqualTo(1);
        assertThat(office.pass(600).heard()).isEmpty();
    }

    @Test
    void noReminderInSilence() {
        office.metric(CRITICAL, 95).silence("host", "web", 5000);
        office.heard();
        assertThat(office.pass(4999).heard()).isEmpty();
        assertThat(office.pass(1).heard())
                .containsExactly("REMINDER (CRITICAL): " + METRIC + "95.0 (ongoing for 5000s)");
    }

    @Test
    void flappingIsToldOnceThenNothingUntilItIsSteady() {
        office.metric(CRITICAL, 95).metric(OK, 5).metric(CRITICAL, 96).metric(OK, 5, true);
        assertThat(office.heard())
                .containsExactly(
                        "CRITICAL: " + METRIC + "95.0",
                        "RECOVERED: " + METRIC + "5.0 (CRITICAL -> OK)",
                        "CRITICAL: " + METRIC + "96.0",
                        "FLAPPING: " + METRIC + "5.0 (changes too often, is told again when it is steady)");
        office.metric(CRITICAL, 97, true)
                .pass(4000)
                .metric(OK, 5, true)
                .pass(10)
                .metric(OK, 5);
        assertThat(office.heard()).isEmpty();
        assertThat(office.pass(1).heard()).containsExactly("RECOVERED: " + METRIC + "5.0 (CRITICAL -> OK)");
        assertThat(office.book.open()).isEmpty();
    }

    @Test
    void aVanishedMetricIsUnknownAndSaysSo() {
        office.metric(CRITICAL, 95);
        office.judge(new Judgement(
                "web",
                "cpu_monitor.cpu_percent",
                Origin.THRESHOLD,
                UNKNOWN,
                95,
                Double.NaN,
                false,
                "no value for 600s, was CRITICAL",
                null,
                office.time.wall()));
        assertThat(office.heard())
                .containsExactly(
                        "CRITICAL: " + METRIC + "95.0",
                        "UNKNOWN: " + METRIC + "95.0 (no value for 600s, was CRITICAL)");
        office.metric(OK, 5);
        assertThat(office.heard()).containsExactly("RECOVERED: " + METRIC + "5.0 (UNKNOWN -> OK)");
    }

    @Test
    void aHostThatIsDownIsAnAlertLikeAnyOther() {
        office.host("web", HostStatus.DOWN, "no heartbeat for 95 s")
                .pass(3600)
                .host("web", HostStatus.UP, "heartbeat again");
        assertThat(office.heard())
                .containsExactly(
                        "CRITICAL: web - heartbeat = down (no heartbeat for 95 s)",
                        "REMINDER (CRITICAL): web - heartbeat = down (ongoing for 3600s)",
                        "RECOVERED: web - heartbeat = up (CRITICAL -> OK)");
    }

    @Test
    void childrenOfAParentThatIsDownAreUnreachable() {
        Office office = new Office(new AlertSettings(Map.of("web", List.of("gw1", "gw2")), Map.of()));
        office.host("gw1", HostStatus.DOWN, "silent").host("gw2", HostStatus.LATE, "late");
        office.heard();
        office.host("web", HostStatus.DOWN, "silent").metric(CRITICAL, 95);
        assertThat(office.heard()).isEmpty();
        assertThat(office.events)
                .last()
                .extracting(event -> event.suppression().toString())
                .isEqualTo("unreachable:gw1,gw2");
        office.host("gw2", HostStatus.DOWN, "silent").pass(5);
        assertThat(office.heard()).containsExactly("CRITICAL: gw2 - heartbeat = down (silent)");
        office.host("gw2", HostStatus.UP, "again").host("web", HostStatus.UP, "again");
        office.heard();
        assertThat(office.pass(1).heard()).containsExactly("CRITICAL: " + METRIC + "95.0");
    }

    @Test
    void nobodyIsToldDuringMaintenance() {
        Office office = new Office(new AlertSettings(Map.of(), Map.of("web", List.of("rack-3"))));
        Instant now = office.time.wall();
        office.suppressions.windows(List.of(new MaintenanceWindow(
                3, List.of(), List.of("rack-3"), now, now.plusSeconds(100), null, "ann", "new disks", now)));
        office.metric(WARNING, 85).pass(99);
        assertThat(office.heard()).isEmpty();
        assertThat(office.pass(1).heard()).hasSize(1);
        assertThat(office.events.get(0).suppression()).hasToString("maintenance:3");
    }

    @Test
    void aRecurringWindowKeepsItsHourThroughTheChangeOfTheClocks() {
        Recurrence sunday = new Recurrence(
                Set.of(DayOfWeek.SUNDAY), LocalTime.of(23, 0), Duration.ofHours(3), ZoneId.of("Europe/Berlin"));
        assertThat(sunday.active(Instant.parse("2026-07-05T20:59:59Z"))).isFalse();
        assertThat(sunday.active(Instant.parse("2026-07-05T21:00:00Z"))).isTrue();
        assertThat(sunday.active(Instant.parse("2026-07-05T23:59:59Z"))).isTrue();
        assertThat(sunday.active(Instant.parse("2026-07-06T00:00:00Z"))).isFalse();
        assertThat(sunday.active(Instant.parse("2026-12-06T21:59:59Z"))).isFalse();
        assertThat(sunday.active(Instant.parse("2026-12-06T22:00:00Z"))).isTrue();
        assertThat(sunday.active(Instant.parse("2026-12-07T22:00:00Z"))).isFalse();
    }

    @Test
    void alertsOfOthersEndWhenTheyAreNotSentAgain() {
        Instant now = office.time.wall();
        office.judge(external(now.plusSeconds(300)).judgement(now));
        assertThat(office.pass(200).heard()).containsExactly("WARNING: db - BackupOld = last backup 3 d ago");
        office.judge(external(office.time.wall().plusSeconds(300)).judgement(office.time.wall()));
        assertThat(office.pass(299).heard()).isEmpty();
        assertThat(office.pass(1).heard())
                .containsExactly("RECOVERED: db - BackupOld = last backup 3 d ago (WARNING -> OK)");
        assertThat(office.book.open()).isEmpty();
    }

    @Test
    void alertsOfOthersEndByTheirEnd() {
        Instant now = office.time.wall();
        office.judge(external(now.plusSeconds(300)).judgement(now))
                .judge(external(now).judgement(now));
        assertThat(office.heard()).hasSize(2).last().asString().startsWith("RECOVERED: db - BackupOld");
    }

    @Test
    void aDroppedHostTakesItsAlertsWithIt() {
        office.metric(CRITICAL, 95);
        Batch batch = new Batch();
        office.book.forget("web", office.time.wall(), batch);
        office.hear(batch);
        assertThat(office.heard())
                .last()
                .isEqualTo("RECOVERED: " + METRIC + "95.0 (CRITICAL -> OK, the host was dropped)");
        assertThat(office.book.open()).isEmpty();
    }

    @Test
    void onlyWhatNobodyMeasuresCanBeEndedByHand() {
        office.metric(CRITICAL, 95);
        Batch batch = new Batch();
        assertThat(office.book.resolve(1, "ann", office.time.wall(), batch)).isEmpty();
        office.metric(UNKNOWN, 95);
        assertThat(office.book.resolve(1, "ann", office.time.wall(), batch)).isPresent();
        assertThat(office.book.open()).isEmpty();
    }

    @Test
    void aRestoredBookGoesOn() {
        office.metric(CRITICAL, 95).pass(1800);
        office.heard();
        AlertBook next = new AlertBook(office.suppressions, alert -> alert, Duration.ofHours(1));
        next.restore(office.book.open(), 1, 1);
        Batch batch = new Batch();
        Instant now = office.time.wall();
        next.take(
                new Judgement(
                        "web", "cpu_monitor.cpu_percent", Origin.THRESHOLD, CRITICAL, 95, 90, false, null, null, now),
                batch);
        next.tick(now.plusSeconds(1799), batch);
        assertThat(batch.isEmpty()).isTrue();
        next.tick(now.plusSeconds(1800), batch);
        assertThat(batch.events()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(2);
            assertThat(event.reason()).isEqualTo(AlertReason.REMINDED);
        });
    }

    private static ExternalAlert external(Instant endsAt) {
        return new ExternalAlert(
                "db",
                "BackupOld",
                WARNING,
                new External(
                        Map.of("alertname", "BackupOld", "host", "db"),
                        Map.of("summary", "last backup 3 d ago"),
                        null,
                        null,
                        endsAt));
    }
}
