package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed and comes back accuses nobody: its own silence counts for nothing. */
class RestartIT {
    private static final String HOST = "restarted.example.org";

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void killedServerComesBackWithoutAFalseDown() {
        JsonNode before;
        try (Hbc agent = Hbc.start(folder, ports, HOST)) {
            try (Hbd hbd = Hbd.ready(folder, ports)) {
                before = hbd.awaitState(HOST, "up");
                // Long enough for the store, which writes behind.
                await().atMost(Program.PATIENCE)
                        .during(Duration.ofSeconds(5))
                        .until(() -> hbd.host(HOST).path("state").asText().equals("up"));
                hbd.kill();
            }
            try (Hbd again = Hbd.ready(folder, ports)) {
                assertThat(again.awaitState(HOST, "up").path("since")).isEqualTo(before.path("since"));
            }
            assertThat(agent.output()).doesNotContain("Exception");
        }
    }
}
