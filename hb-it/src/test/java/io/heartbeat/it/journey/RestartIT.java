package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed and comes back accuses nobody, as its own silence counts for nothing, and has what it stored. */
class RestartIT {
    private static final String HOST = "restarted.example.org";
    private static final String SAMPLES = "/api/0/hosts/" + HOST + "/plugins/backup?limit=1000";

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void killedServerComesBackWithoutAFalseDownAndWithItsReports() {
        JsonNode before;
        String samples;
        try (Hbc agent = Hbc.start(folder, ports, HOST)) {
            try (Hbd hbd = Hbd.ready(folder, ports)) {
                before = hbd.awaitState(HOST, "up");
                hbd.report(HOST, "backup", "\"size_mb\":512.50");
                // Long enough for the store, which writes behind.
                await().atMost(Program.PATIENCE)
                        .during(Duration.ofSeconds(5))
                        .until(() -> hbd.host(HOST).path("state").asText().equals("up"));
                hbd.report(HOST, "backup", "\"size_mb\":513,\"note\":\"é\"");
                hbd.awaitStored(SAMPLES, "513");
                samples = hbd.get(SAMPLES).body();
                hbd.kill();
            }
            try (Hbd again = Hbd.ready(folder, ports)) {
                assertThat(again.awaitState(HOST, "up").path("since")).isEqualTo(before.path("since"));
                await().atMost(Program.PATIENCE)
                        .untilAsserted(
                                () -> assertThat(again.get(SAMPLES).body()).isEqualTo(samples));
                assertThat(samples)
                        .contains("{\"size_mb\":513,\"note\":\"é\"}")
                        .contains("{\"size_mb\":512.50}")
                        .startsWith("{\"host\":\"" + HOST + "\",\"plugin\":\"backup\",\"samples\":[{\"timestamp\":");
                assertThat(again.get("/api/0/hosts/" + HOST + "/metrics?path=backup.size_mb&path=up")
                                .body())
                        .contains("512.5", "513");
            }
            assertThat(agent.output()).doesNotContain("Exception");
        }
    }
}
