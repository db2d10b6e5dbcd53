package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.StatusPeriod;
import io.heartbeat.metric.Tier;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsResourceTest {
    private final Fleet fleet = new Fleet().up("web", 1);

    @Test
    void curvesHaveTheDocumentedShape() {
        try (ApiServer api = fleet.serve(host -> true)) {
            HttpResponse<byte[]> answer = api.get("hosts/web/metrics?path=cpu_monitor.cpu_percent"
                    + "&from=2026-11-21T09:04:10Z&to=2026-11-21T10:05:10%2B01:00");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"host\":\"web\",\"from\":\"2026-11-21T09:04:00Z\",\"to\":\"2026-11-21T09:06:00Z\","
                            + "\"step\":60,\"times\":[\"2026-11-21T09:04:00Z\",\"2026-11-21T09:05:00Z\"],"
                            + "\"series\":[{\"path\":\"cpu_monitor.cpu_percent\",\"warning\":80,\"critical\":null,"
                            + "\"operator\":\">\",\"min\":[1,null],\"avg\":[2.5,null],"
                            + "\"max\":[4,null],\"count\":[2,null]}]}");
        }
    }

    @Test
    void theStatesOfAHostComeOldestFirst() {
        period(HostStatus.UP, "2026-11-21T09:01:30Z", "2026-11-21T09:03:30Z");
        period(HostStatus.PAUSED, "2026-11-21T09:03:30Z", "2026-11-21T09:05:30Z");
        try (ApiServer api = fleet.serve(host -> true)) {
            JsonNode answer = ApiServer.json(api.get("hosts/web/states?from=2026-11-21T09:00:00Z"));
            assertThat(answer.get("states").findValuesAsText("state")).containsExactly("up", "paused");
            assertThat(answer.get("states").get(1).get("to").asText()).isEqualTo("2026-11-21T09:05:30Z");
            assertThat(api.get("hosts/web/states?from=yesterday").statusCode()).isEqualTo(400);
            assertThat(api.get("hosts/web/states?from=2020-01-01T00:00:00Z").statusCode())
                    .isEqualTo(400);
            assertThat(api.get("hosts/nobody/states").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void severalPathsComeInTheirOrder() {
        try (ApiServer api = fleet.serve(host -> true)) {
            JsonNode answer = ApiServer.json(api.get("hosts/web/metrics?path=rtt&path=a.%F0%9F%92%A9/%22&path=rtt"));
            assertThat(answer.get("series")).hasSize(3);
            assertThat(answer.get("series").get(1).get("path").asText()).isEqualTo("a.💩/\"");
            assertThat(answer.get("times")).hasSize(61);
        }
    }

    @Test
    void withoutAPathItSaysWhichThereAre() {
        try (ApiServer api = fleet.serve(host -> true)) {
            assertThat(new String(api.get("hosts/web/metrics").body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"host\":\"web\",\"paths\":[\"cpu_monitor.cpu_percent\",\"rtt\",\"up\"]}");
        }
    }

    @Test
    void upIsDrawnFromTheChangesOfStatus() {
        period(HostStatus.UP, "2026-11-21T09:01:30Z", "2026-11-21T09:03:30Z");
        period(HostStatus.DOWN, "2026-11-21T09:03:30Z", "2026-11-21T09:05:00Z");
        period(HostStatus.LATE, "2026-11-21T09:05:00Z", "2026-11-21T09:05:30Z");
        try (ApiServer api = fleet.serve(host -> true)) {
            JsonNode up = ApiServer.json(api.get("hosts/web/metrics?path=up&from=2026-11-21T09:00:00Z"))
                    .get("series")
                    .get(0);
            assertThat(up.get("avg").toString()).isEqualTo("[null,1,1,0.5,0,1]");
            assertThat(up.get("min").toString()).isEqualTo("[null,1,1,0,0,1]");
            assertThat(up.get("max").toString()).isEqualTo("[null,1,1,1,0,1]");
        }
    }

    @Test
    void theStepDecidesTheTier() {
        try (ApiServer api = fleet.serve(host -> true)) {
            api.get("hosts/web/metrics?path=rtt&step=900");
            api.get("hosts/web/metrics?path=rtt&from=2026-11-14T09:30:00Z");
            assertThat(fleet.asked).extracting(span -> span.tier()).containsExactly(Tier.TEN_MINUTES, Tier.TWO_HOURS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from must be a time with zone",
        "from=2026-11-21T09:00:00, from must be a time with zone",
        "to=1969-01-01T00:00:00Z, to must not be before 1970",
        "from=2026-11-21T09:00:00Z&to=2026-11-21T08:00:00Z, from must not be after to",
        "step=0, step must be a whole number of seconds",
        "step=-5, step must be a whole number of seconds",
        "step=9999999999, step must be a whole number of seconds",
        "step=, step must be a whole number of seconds"
    })
    void wrongParametersAreTheSendersFault(String query, String detail) {
        try (ApiServer api = fleet.serve(host -> true)) {
            HttpResponse<byte[]> answer = api.get("hosts/web/metrics?path=rtt&" + query);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(ApiServer.json(answer).get("detail").asText()).startsWith(detail);
            assertThat(api.get("hosts/web/metrics?" + "path=rtt&".repeat(21)).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void whatOneMayNotSeeIsNotThere() {
        try (ApiServer api = fleet.serve(host -> false)) {
            assertThat(api.get("hosts/web/metrics?path=rtt").statusCode()).isEqualTo(404);
            assertThat(api.get("hosts/web/uptime").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void uptimeTellsSharesAndOutages() {
        Instant start = Fleet.NOW.minus(Duration.ofDays(10));
        Instant down = Fleet.NOW.minus(Duration.ofDays(2));
        Instant again = down.plus(Duration.ofHours(12));
        Instant now = Fleet.NOW.minus(Duration.ofMinutes(1));
        fleet.periods.add(new StatusPeriod(HostStatus.UP, start, down, "first heartbeat"));
        fleet.periods.add(new StatusPeriod(HostStatus.DOWN, down, again, "no heartbeat for 60 s"));
        fleet.periods.add(new StatusPeriod(HostStatus.UP, again, now, "heartbeat again"));
        fleet.periods.add(new StatusPeriod(HostStatus.DOWN, now, Fleet.NOW, null));
        try (ApiServer api = fleet.serve(host -> true)) {
            assertThat(new String(api.get("hosts/web/uptime").body(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "{\"host\":\"web\",\"uptime\":"
                                    + "{\"24h\":{\"percent\":99.93,\"up_seconds\":86340,\"down_seconds\":60},"
                                    + "\"30d\":{\"percent\":94.993,\"up_seconds\":820740,\"down_seconds\":43260}},"
                                    + "\"outages\":[{\"from\":\"2026-11-21T09:04:30Z\",\"to\":null,\"seconds\":60,\"reason\":null,\"phrase\":null},"
                                    + "{\"from\":\"2026-11-19T09:05:30Z\",\"to\":\"2026-11-19T21:05:30Z\",\"seconds\":43200,"
                                    + "\"reason\":\"no heartbeat for 60 s\",\"phrase\":{\"name\":\"silent\",\"details\":[\"60 s\"]}}]}");
        }
    }

    @Test
    void aHostThatWasNeverHeardHasNoShare() {
        try (ApiServer api = fleet.serve(host -> true)) {
            JsonNode day = ApiServer.json(api.get("hosts/web/uptime")).at("/uptime/24h");
            assertThat(day.get("percent").isNull()).isTrue();
            assertThat(day.get("up_seconds").asInt()).isZero();
        }
    }

    private void period(HostStatus status, String from, String to) {
        fleet.periods.add(new StatusPeriod(status, Instant.parse(from), Instant.parse(to), null));
    }
}
