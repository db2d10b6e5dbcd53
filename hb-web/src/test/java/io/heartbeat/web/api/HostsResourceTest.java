package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsResourceTest {
    private static final String CPU =
            "{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"cpu_monitor\",\"cpu_percent\":45.20,\"per_core\":[1,{\"name\":\"x\"}],"
                    + "\"note\":\"\\u003c\\\"\",\"ok\":true,\"none\":null,\"big\":1e400,\"huge\":1e99999999999}";

    @Test
    void listIsSortedAndHasTheDocumentedShape() {
        try (ApiServer api = new Fleet().up("web", 1.25).unknown("db").serve(host -> true)) {
            HttpResponse<byte[]> answer = api.get("hosts");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(text(answer))
                    .isEqualTo("{\"hosts\":[{\"name\":\"db\",\"state\":\"unknown\",\"since\":\"2026-11-21T08:00:00Z\","
                            + "\"last_seen\":null,\"interval\":30,\"rtt_ms\":null,\"addresses\":{\"ipv4\":null,\"ipv6\":null},"
                            + "\"version\":null,\"message\":null,\"tags\":[]},"
                            + "{\"name\":\"web\",\"state\":\"up\",\"since\":\"2026-11-21T08:00:00Z\","
                            + "\"last_seen\":\"2026-11-21T09:00:00.123456Z\",\"interval\":10,\"rtt_ms\":1.25,"
                            + "\"addresses\":{\"ipv4\":\"192.0.2.7\",\"ipv6\":\"2001:db8::7\"},"
                            + "\"version\":\"1.0\",\"message\":\"kernel <b>updated</b>\",\"tags\":[\"prod\"]}]}");
        }
    }

    @Test
    void oneHostCarriesItsHeartbeatBar() {
        try (ApiServer api = new Fleet().up("web", Double.NaN).serve(host -> true)) {
            JsonNode host = ApiServer.json(api.get("hosts/web"));
            assertThat(host.get("name").asText()).isEqualTo("web");
            assertThat(host.get("rtt_ms").isNull()).isTrue();
            assertThat(host.get("beats").get(0).get("missed").asBoolean()).isTrue();
            assertThat(host.get("beats").get(1).get("rtt_ms").asDouble()).isEqualTo(1.5);
        }
    }

    @Test
    void pluginsTellTheMessageWithoutItsEnvelope() {
        try (ApiServer api = new Fleet().up("web", 1).report("cpu_monitor", CPU).serve(host -> true)) {
            assertThat(text(api.get("hosts/web/plugins")))
                    .isEqualTo(
                            "{\"host\":\"web\",\"plugins\":{\"cpu_monitor\":{\"timestamp\":\"2026-11-21T09:00:00.123456Z\","
                                    + "\"data\":{\"cpu_percent\":45.20,\"per_core\":[1,{\"name\":\"x\"}],\"note\":\"<\\\"\","
                                    + "\"ok\":true,\"none\":null,\"big\":1E+400,\"huge\":\"1e99999999999\"}}}}");
        }
    }

    @Test
    void samplesAreLimited() {
        Fleet fleet = new Fleet().up("web", 1);
        for (int i = 0; i < 60; i++) {
            fleet.report("p", "{\"ID\":\"PLG\",\"plugin\":\"p\",\"i\":" + i + "}");
        }
        try (ApiServer api = fleet.serve(host -> true)) {
            JsonNode two = ApiServer.json(api.get("hosts/web/plugins/p?limit=2"));
            assertThat(two.get("host").asText()).isEqualTo("web");
            assertThat(two.get("plugin").asText()).isEqualTo("p");
            assertThat(two.get("samples")).hasSize(2);
            assertThat(two.get("samples").get(1).get("data").get("i").asInt()).isEqualTo(1);
            assertThat(ApiServer.json(api.get("hosts/web/plugins/p")).get("samples"))
                    .hasSize(50);
            assertThat(ApiServer.json(api.get("hosts/web/plugins/p?limit=1000")).get("samples"))
                    .hasSize(60);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "", "ten", "1.5", "99999999999999", "1%00", "%2B1e1"})
    void aWrongLimitIsTheSendersFault(String limit) {
        try (ApiServer api = new Fleet().up("web", 1).report("p", CPU).serve(host -> true)) {
            HttpResponse<byte[]> answer = api.get("hosts/web/plugins/p?limit=" + limit);
            problem(answer, 400, "invalid-parameter");
            assertThat(ApiServer.json(answer).get("detail").asText())
                    .isEqualTo("limit must be a whole number from 1 to 1000");
        }
    }

    @Test
    void whatOneMayNotSeeIsNotThere() {
        try (ApiServer api =
                new Fleet().up("web", 1).up("db", 1).report("p", CPU).serve("db"::equals)) {
            assertThat(ApiServer.json(api.get("hosts")).get("hosts")).hasSize(1);
            byte[] unseen = problem(api.get("hosts/web"), 404, "unknown-host").body();
            assertThat(api.get("hosts/nosuch").body()).isEqualTo(unseen);
            problem(api.get("hosts/web/plugins"), 404, "unknown-host");
            problem(api.get("hosts/web/plugins/p"), 404, "unknown-host");
            problem(api.get("hosts/db/plugins/q"), 404, "unknown-plugin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hosts/..%2f..%2fetc", "hosts/%00", "hosts/%0d%0aX:1", "hosts/%f0%9f%92%a9", "hosts/%3Cscript%3E"
            })
    void hostilePathsAreUnknownHosts(String path) {
        try (ApiServer api = new Fleet().up("web", 1).serve(host -> true)) {
            problem(api.get(path), 404, "unknown-host");
        }
    }

    @Test
    void errorsOfTheContainerAreProblemsToo() {
        try (ApiServer api = new Fleet().up("web", 1).serve(host -> true)) {
            problem(api.get("nothing"), 404, "not-found");
            HttpResponse<byte[]> wrong = api.send(api.request("hosts").DELETE());
            problem(wrong, 405, "method-not-allowed");
            assertThat(wrong.headers().firstValue("Allow").orElse("")).contains("GET");
            problem(api.send(api.request("hosts").header("Accept", "text/csv")), 406, "not-acceptable");
        }
    }

    @Test
    void compressesForWhoAcceptsIt() throws IOException {
        Fleet fleet = new Fleet();
        for (int i = 0; i < 500; i++) {
            fleet.up("host" + i, i);
        }
        try (ApiServer api = fleet.serve(host -> true)) {
            HttpResponse<byte[]> packed = api.send(api.request("hosts").header("Accept-Encoding", "br, gzip;q=0.8"));
            assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
            HttpResponse<byte[]> refused = api.send(api.request("hosts").header("Accept-Encoding", "gzip;q=0"));
            assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(plain).isEqualTo(refused.body()).hasSizeGreaterThan(packed.body().length * 5);
        }
    }

    private static HttpResponse<byte[]> problem(HttpResponse<byte[]> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode body = ApiServer.json(answer);
        assertThat(body.get("type").asText()).isEqualTo("urn:heartbeat:problem:" + type);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("title").asText()).isNotEmpty();
        return answer;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
