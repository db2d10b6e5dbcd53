package io.heartbeat.web.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.alert.ExternalAlert;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostedAlertsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @Test
    void alertsAreReadAsPrometheusSendsThem() {
        ExternalAlert alert =
                read("[{\"labels\":{\"alertname\":\"DiskFull\",\"instance\":\"db.example.org:9100\",\"severity\":\"page\",\"x\":\"\"},"
                                + "\"annotations\":{\"summary\":\"93 %\"},\"startsAt\":\"2026-11-21T08:00:00.123+01:00\","
                                + "\"endsAt\":\"2026-11-21T09:04:00Z\",\"generatorURL\":\"http://p/\"}]")
                        .get(0);
        assertThat(alert.host()).isEqualTo("db.example.org");
        assertThat(alert.metric()).isEqualTo("DiskFull");
        assertThat(alert.level()).isEqualTo(Level.CRITICAL);
        assertThat(alert.external().labels()).containsOnlyKeys("alertname", "instance", "severity");
        assertThat(alert.external().startsAt()).isEqualTo("2026-11-21T07:00:00.123Z");
        assertThat(alert.external().endsAt()).isEqualTo("2026-11-21T09:04:00Z");
    }

    @Test
    void withoutAnEndItEndsFiveMinutesAfterItWasSent() {
        String labels = "{\"labels\":{\"alertname\":\"A\",\"host\":\"web\"}";
        assertThat(read("[" + labels + "}," + labels + ",\"endsAt\":\"0001-01-01T00:00:00Z\"}]"))
                .allSatisfy(alert -> assertThat(alert.external().endsAt()).isEqualTo(NOW.plusSeconds(300)));
    }

    @Test
    void theOrderOfLabelsMakesNoDifference() {
        List<ExternalAlert> two = read("[{\"labels\":{\"alertname\":\"A\",\"host\":\"web\",\"b\":\"1\"}},"
                + "{\"labels\":{\"b\":\"1\",\"host\":\"web\",\"alertname\":\"A\"}}]");
        assertThat(two.get(0).external().fingerprint())
                .isEqualTo(two.get(1).external().fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | a JSON array",
                "'' | a JSON array",
                "[1] | [0] must be an object",
                "[{}] | [0].labels needs an alertname",
                "[{\"labels\":{\"alertname\":\"A\"}}] | [0].labels needs a host",
                "[{\"labels\":{\"alertname\":\"A\",\"host\":\"<script>\"}}] | [0].labels needs a host",
                "[{\"labels\":{\"alertname\":7,\"host\":\"web\"}}] | [0].labels.alertname must be a text",
                "[{\"labels\":[]}] | [0].labels must be an object",
                "[{\"labels\":{\"alertname\":\"A\",\"host\":\"web\"},\"endsAt\":\"soon\"}] | [0].endsAt must be a time",
                "[{\"labels\":{\"alertname\":\"A\",\"host\":\"web\"},\"endsAt\":\"+99999-01-01T00:00:00Z\"}] | [0].endsAt is too far",
                "[{\"labels\":{\"alertname\":\"A\",\"host\":\"web\"}}][] | a JSON array",
            })
    void whatCannotBeUnderstoodIsNamedByItsPlace(String body, String problem) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void hostileSizesAreRefused() {
        String label = "\"" + "x".repeat(600) + "\"";
        assertThatThrownBy(() -> read("[{\"labels\":{\"alertname\":\"A\",\"host\":\"web\",\"l\":" + label + "}}]"))
                .hasMessage("[0].labels is too long");
        assertThatThrownBy(() -> read("[" + "{},".repeat(1000) + "{}]")).hasMessage("at most 1000 alerts at once");
    }

    private static List<ExternalAlert> read(String json) {
        return PostedAlerts.read(json.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
