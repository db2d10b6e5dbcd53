package io.heartbeat.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.access.Role;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogFile;
import io.heartbeat.logstore.LogKind;
import io.heartbeat.logstore.LogSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.web.logs.LogRequest;
import io.heartbeat.web.security.Viewer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsResourceTest {
    @TempDir
    Path directory;

    private LogStore store;
    private LogFile file;
    private ApiServer api;

    @BeforeEach
    void open() throws IOException {
        TimeSource time = TimeSource.SYSTEM;
        store = new LogStore(directory.resolve("logs.catalogue"), time, Thread::new, new Telemetry(time));
        file = store.open(new LogSource(LogKind.LOGHOG, "", "shop", "web"), directory, "web.log", policy -> policy);
        api = new ApiServer(new LogsResource(new LogSearch(store, time), new Monitor(), time, new JsonOut()));
        write("2026-11-21 07:00:01.000001 - athens - INFO - <b>one</b>\n");
        write("2026-11-21 07:00:02.000000 - sparta - ERROR - not mine\n");
        write("2026-11-21 07:00:03.000000 - athens - ERROR - two ✓\n");
    }

    @AfterEach
    void close() {
        api.close();
        store.close();
    }

    @Test
    void linesOfTheHostsThatOneMaySee() {
        JsonNode answer = ApiServer.json(api.get("logs"));
        assertThat(answer.get("complete").asBoolean()).isTrue();
        assertThat(answer.get("lines")).hasSize(2);
        JsonNode last = answer.get("lines").get(1);
        assertThat(last.get("text").asText()).isEqualTo("ERROR - two ✓");
        assertThat(last.get("host").asText()).isEqualTo("athens");
        assertThat(last.get("severity").asText()).isEqualTo("error");
        assertThat(last.get("application").asText()).isEqualTo("shop");
        assertThat(last.get("time").asText()).endsWith(":03Z");
        assertThat(ApiServer.json(api.get("logs?host=sparta")).get("lines")).isEmpty();
    }

    @Test
    void parametersSelect() {
        assertThat(lines("logs?text=ONE")).isEqualTo(1);
        assertThat(lines("logs?severity=error")).isEqualTo(1);
        assertThat(lines("logs?pattern=%5Etwo%7Cone")).isEqualTo(1);
        assertThat(lines("logs?limit=1")).isEqualTo(1);
        assertThat(lines("logs?application=other")).isZero();
        assertThat(lines("logs?to=2000-01-01T00:00:00Z")).isZero();
        assertThat(lines("logs?from=1h")).isZero();
    }

    /** As people type them, or copy them from the page; all of it is UTC. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T07:36:05.25Z, 2026-11-21T07:36:05.250Z",
        "2026-11-21 07:36:05.012345, 2026-11-21T07:36:05.012345Z",
        "2026-11-21 07:36, 2026-11-21T07:36:00Z",
        "2026-11-21, 2026-11-21T00:00:00Z",
        "2026-11-21T07:36:05+01:00, 2026-11-21T06:36:05Z",
        "2026-11-21T07:36:05 01:00, 2026-11-21T06:36:05Z",
        "2026-11-21T07:36-0530, 2026-11-21T13:06:00Z",
        "-90m, 2026-11-21T10:30:00Z",
    })
    void momentsAsPeopleTypeThem(String typed, String moment) {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(LogRequest.read(name -> name.equals("from") ? typed : null, now)
                        .from())
                .isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=x",
                "from=yesterday",
                "from=2026-02-30",
                "from=2026-11-21T25:00",
                "from=1h&to=2h",
                "severity=bad",
                "order=x",
                "pattern=%28",
                "pattern=%28a%7B999%7D%29%7B999%7D"
            })
    void aWrongParameterIsNamed(String parameter) {
        HttpResponse<byte[]> answer = api.get("logs?" + parameter);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), UTF_8))
                .contains("\"detail\":\"" + parameter.split("=")[0]);
    }

    @Test
    void sourcesAreListed() {
        assertThat(ApiServer.json(api.get("logs/sources"))
                        .get("sources")
                        .get(0)
                        .get("facility")
                        .asText())
                .isEqualTo("web");
    }

    @Test
    void theTailStreamsWhatIsWrittenFromNowOn() throws Exception {
        HttpResponse<java.io.InputStream> answer = HttpClient.newHttpClient()
                .send(api.request("logs/tail?severity=error").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(answer.headers().firstValue("Logs-Left-Out")).hasValue("0");
        write(
                "2026-11-21 07:00:04.000000 - athens - INFO - too harmless\n2026-11-21 07:00:05.000000 - athens - ERROR - live\n");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            String line = lines.readLine();
            while (line.isEmpty()) {
                line = lines.readLine();
            }
            assertThat(new ObjectMapper().readTree(line).get("text").asText()).isEqualTo("ERROR - live");
        }
    }

    private int lines(String path) {
        return ApiServer.json(api.get(path)).get("lines").size();
    }

    private void write(String lines) {
        file.append(ByteBuffer.wrap(lines.getBytes(UTF_8)));
    }

    /** Sees athens. */
    private static final class Monitor implements Viewer {
        @Override
        public String name() {
            return "ann";
        }

        @Override
        public boolean admin() {
            return false;
        }

        @Override
        public boolean may(String host, Role role) {
            return role == Role.MONITOR && host.equals("athens");
        }

        @Override
        public boolean valid() {
            return true;
        }
    }
}
