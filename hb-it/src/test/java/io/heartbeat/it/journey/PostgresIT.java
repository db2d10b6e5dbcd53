package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on a real PostgreSQL 15: it migrates an empty database, and finds its hosts and their reports again in it. */
class PostgresIT {
    private static final String HOST = "kept.example.org";
    private static final String SAMPLES = "/api/0/hosts/" + HOST + "/plugins/backup?limit=1000";

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void hostsAndReportsSurviveARestart() throws IOException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setPGStartupWait(Program.PATIENCE).start()) {
            String[] lines = {
                "db_url: jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "db_user: postgres",
                "db_password: postgres"
            };
            JsonNode before;
            try (Hbd hbd = Hbd.ready(folder, ports, lines)) {
                hbd.send("{\"ID\":\"HTB\",\"name\":\"" + HOST + "\",\"interval\":3600,\"version\":\"7.1\"}");
                before = hbd.awaitState(HOST, "up");
                hbd.report(HOST, "backup", "\"size_mb\":512.50");
                hbd.awaitStored(SAMPLES, "512.50");
                hbd.terminate(Duration.ofSeconds(20));
            }
            assertThat(folder.resolve("data/heartbeat.mv.db")).doesNotExist();
            try (Hbd again = Hbd.ready(folder, ports, lines)) {
                JsonNode after = again.host(HOST);
                assertThat(after.path("since")).isEqualTo(before.path("since"));
                assertThat(after.path("version").asText()).isEqualTo("7.1");
                await().atMost(Program.PATIENCE)
                        .untilAsserted(
                                () -> assertThat(again.get(SAMPLES).body()).contains("\"data\":{\"size_mb\":512.50}"));
            }
        }
    }
}
