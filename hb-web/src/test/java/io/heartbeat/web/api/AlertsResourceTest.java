package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.alert.AlertState;
import io.heartbeat.threshold.Level;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsResourceTest {
    private final AlertDesk desk = new AlertDesk(false, Map.of("web", Role.MANAGER, "db", Role.MONITOR))
            .alert(1, "web", "cpu_monitor.cpu_percent", Level.CRITICAL, AlertState.FIRING)
            .alert(2, "db", "disk_monitor./.percent", Level.WARNING, AlertState.SILENCED)
            .alert(3, "db", "rtt.db", Level.WARNING, AlertState.UNREACHABLE)
            .alert(4, "secret", "p.m", Level.UNKNOWN, AlertState.FIRING)
            .alert(5, "web", "p.old", Level.WARNING, AlertState.RESOLVED);

    @Test
    void theListHasTheDocumentedShape() {
        desk.alerts.remove(2L);
        desk.alerts.remove(3L);
        desk.alerts.remove(5L);
        try (ApiServer api = desk.serve()) {
            assertThat(new String(api.get("alerts").body(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "{\"summary\":{\"warning\":0,\"critical\":1,\"unknown\":0},\"alerts\":[{\"id\":1,\"host\":\"web\","
                                    + "\"metric_path\":\"cpu_monitor.cpu_percent\",\"level\":\"critical\",\"value\":91.5,\"threshold\":90,"
                                    + "\"since\":\"2026-11-21T08:00:00Z\",\"acknowledged_by\":null,\"silenced\":false,\"state\":\"firing\","
                                    + "\"suppressed_by\":null,\"origin\":\"threshold\",\"note\":null,\"phrase\":null,\"changed_at\":\"2026-11-21T08:00:00Z\","
                                    + "\"resolved_at\":null,\"acknowledged_at\":null,\"acknowledged_why\":null,\"flapping\":false,"
                                    + "\"labels\":{\"alertname\":\"cpu_monitor.cpu_percent\",\"host\":\"web\",\"origin\":\"threshold\","
                                    + "\"severity\":\"critical\"},\"annotations\":{}}]}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1 2 3 5",
        "?level=warning, 2 3 5",
        "?level=CRITICAL, 1",
        "?host=db, 2 3",
        "?host=secret, ''",
        "?state=silenced, 2",
        "?level=warning&host=db&state=unreachable, 3",
    })
    void filters(String query, String expected) {
        try (ApiServer api = desk.serve()) {
            assertThat(String.join(
                            " ", ApiServer.json(api.get("alerts" + query)).findValuesAsText("id")))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatCannotBeReachedIsNotCounted() {
        try (ApiServer api = desk.serve()) {
            assertThat(ApiServer.json(api.get("alerts?host=db"))
                            .get("summary")
                            .get("warning")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void parentsThatOneMayNotSeeAreNotNamed() {
        desk.event(1, "web");
        try (ApiServer api = desk.serve()) {
            for (String path : List.of("alerts?state=unreachable", "alerts/3")) {
                assertThat(ApiServer.json(api.get(path))
                                .findValue("suppressed_by")
                                .asText())
                        .as(path)
                        .isEqualTo("unreachable:web");
            }
            assertThat(ApiServer.json(api.get("alerts/history"))
                            .findValue("suppressed_by")
                            .asText())
                    .isEqualTo("unreachable:db");
            assertThat(ApiServer.json(api.get("alerts/history"))
                            .findValue("phrase")
                            .toString())
                    .isEqualTo("{\"name\":\"no-value\",\"details\":[\"300s\",\"OK\"]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts?level=bad", "alerts?state=x", "alerts/history?limit=0", "alerts/history?before=x"})
    void wrongParametersAreRefused(String path) {
        try (ApiServer api = desk.serve()) {
            HttpResponse<byte[]> answer = api.get(path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(ApiServer.json(answer).get("type").asText()).endsWith("invalid-parameter");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 403", "4, 404", "9, 404", "x, 404", "5, 409"})
    void aManagerAcknowledgesAMonitorOnlyLooks(String id, int status) {
        try (ApiServer api = desk.serve()) {
            HttpResponse<byte[]> answer =
                    AlertDesk.send(api, "POST", "alerts/" + id + "/acknowledge", "{\"comment\":\"on it\"}");
            assertThat(answer.statusCode()).isEqualTo(status);
            if (status == 200) {
                assertThat(ApiServer.json(answer).get("acknowledged_by").asText())
                        .isEqualTo("ada");
                assertThat(ApiServer.json(answer).get("acknowledged_why").asText())
                        .isEqualTo("on it");
                assertThat(ApiServer.json(answer).get("state").asText()).isEqualTo("acknowledged");
            }
        }
    }

    @Test
    void manyAtOnceEachByItsOwnRight() {
        try (ApiServer api = desk.serve()) {
            JsonNode answer = ApiServer.json(AlertDesk.send(api, "POST", "alerts/acknowledge", "{\"ids\":[1,2,4,5]}"));
            assertThat(desk.deeds).extracting(Deed::action).containsExactly("alert.acknowledge");
            assertThat(answer.get("acknowledged").toString()).isEqualTo("[1]");
            assertThat(answer.get("refused").toString())
                    .isEqualTo("[{\"id\":2,\"type\":\"urn:heartbeat:problem:role-missing\"},"
                            + "{\"id\":4,\"type\":\"urn:heartbeat:problem:unknown-alert\"},"
                            + "{\"id\":5,\"type\":\"urn:heartbeat:problem:conflict\"}]");
        }
    }

    @Test
    void historyPagesPastWhatOneMayNotSee() {
        for (int i = 1; i <= 9; i++) {
            desk.event(i, i % 3 == 0 ? "web" : "secret");
        }
        try (ApiServer api = desk.serve()) {
            assertThat(ApiServer.json(api.get("alerts/history?limit=2")).findValuesAsText("id"))
                    .containsExactly("9", "6");
            assertThat(ApiServer.json(api.get("alerts/history?limit=2&before=6"))
                            .findValuesAsText("id"))
                    .containsExactly("3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"web\"}],\"duration\":60,\"comment\":\"x\"} | 201",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"web\"}],\"ends_at\":\"2999-01-01T00:00:00Z\",\"comment\":\"x\"}"
                        + " | 400",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"web\"}],\"comment\":\"x\"} | 400",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"web\"}],\"duration\":0,\"comment\":\"x\"} | 400",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"web\"}],\"duration\":60} | 400",
                "{\"matchers\":[],\"duration\":60,\"comment\":\"x\"} | 400",
                "{\"matchers\":[7],\"duration\":60,\"comment\":\"x\"} | 400",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"w*\"}],\"duration\":60,\"comment\":\"x\"} | 403",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"web\",\"not\":true}],\"duration\":60,\"comment\":\"x\"}"
                        + " | 403",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"db\"}],\"duration\":60,\"comment\":\"x\"} | 403",
                "{\"matchers\":[{\"field\":\"metric\",\"value\":\"*\"}],\"duration\":60,\"comment\":\"x\"} | 403",
                "[] | 400",
            })
    void silencesOfAManager(String body, int status) {
        try (ApiServer api = desk.serve()) {
            assertThat(AlertDesk.send(api, "POST", "silences", body).statusCode())
                    .isEqualTo(status);
            assertThat(desk.silences).hasSize(status == 201 ? 1 : 0);
            assertThat(desk.deeds).allMatch(deed -> deed.host().equals("web")).hasSameSizeAs(desk.silences);
        }
    }

    @Test
    void aPreviewShowsWhatASilenceWouldCover() {
        try (ApiServer api = desk.serve()) {
            JsonNode covered = ApiServer.json(
                    AlertDesk.send(
                            api,
                            "POST",
                            "silences/preview",
                            "{\"matchers\":[{\"field\":\"metric\",\"value\":\"*percent\"},{\"field\":\"level\",\"value\":\"critical\",\"not\":true}]}"));
            assertThat(covered.findValuesAsText("id")).containsExactly("2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"hosts\":[\"web\"],\"ends_at\":\"2999-01-01T00:00:00Z\",\"comment\":\"x\"} | 201",
                "{\"hosts\":[\"web\"],\"recurring\":{\"days\":[\"sun\"],\"begins\":\"02:00\",\"duration\":3600,\"zone\":\"Europe/Berlin\"},\"comment\":\"x\"}"
                        + " | 201",
                "{\"hosts\":[\"web\"],\"comment\":\"x\"} | 400",
                "{\"hosts\":[],\"ends_at\":\"2999-01-01T00:00:00Z\",\"comment\":\"x\"} | 400",
                "{\"hosts\":[\"web\"],\"recurring\":{\"begins\":\"25:00\",\"duration\":3600},\"comment\":\"x\"} | 400",
                "{\"hosts\":[\"web\"],\"recurring\":{\"begins\":\"02:00\",\"duration\":3600,\"zone\":\"Moon\"},\"comment\":\"x\"}"
                        + " | 400",
                "{\"hosts\":[\"web\"],\"recurring\":{\"begins\":\"02:00\",\"duration\":3600,\"days\":[\"someday\"]},\"comment\":\"x\"}"
                        + " | 400",
                "{\"hosts\":[\"web\",\"db\"],\"ends_at\":\"2999-01-01T00:00:00Z\",\"comment\":\"x\"} | 403",
                "{\"groups\":[\"rack\"],\"ends_at\":\"2999-01-01T00:00:00Z\",\"comment\":\"x\"} | 403",
            })
    void windowsOfAManager(String body, int status) {
        try (ApiServer api = desk.serve()) {
            assertThat(AlertDesk.send(api, "POST", "maintenance", body).statusCode())
                    .isEqualTo(status);
        }
    }
}
