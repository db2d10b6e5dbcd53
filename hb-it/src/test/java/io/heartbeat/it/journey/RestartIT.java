package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed and comes back accuses nobody, as its own silence counts for nothing, and has what it stored. What an
 * agent was ordered before is done once.
 */
class RestartIT {
    private static final String HOST = "restarted.example.org";
    private static final String SAMPLES = "/api/0/hosts/" + HOST + "/plugins/backup?limit=1000";

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void killedServerComesBackWithoutAFalseDownAndWithItsReportsAndCommands() throws IOException {
        JsonNode before;
        String samples;
        String queued;
        try (Commanded commanded = new Commanded(folder.resolve("commanded"));
                Browser page = new Browser();
                Hbc agent = Hbc.start(folder, ports, HOST)) {
            commanded.start(ports);
            try (Hbd hbd = Hbd.ready(folder, ports, commanded.lines())) {
                String first = commanded.count(hbd, "first");
                before = hbd.awaitState(HOST, "up");
                hbd.report(HOST, "backup", "\"size_mb\":512.50");
                // Long enough for the store, which writes behind.
                await().atMost(Program.PATIENCE)
                        .during(Duration.ofSeconds(5))
                        .until(() -> hbd.host(HOST).path("state").asText().equals("up"));
                hbd.report(HOST, "backup", "\"size_mb\":513,\"note\":\"é\"");
                hbd.awaitStored(SAMPLES, "513");
                samples = hbd.get(SAMPLES).body();
                assertThat(commanded.awaitEnd(hbd, first).get("output").asText())
                        .isEqualTo("counted first\n");
                page.open(hbd.uri("/live"));
                page.awaitHost(HOST, "up");
                queued = commanded.count(hbd, "second");
                hbd.kill();
                page.awaitText(".banner", "Connection lost");
            }
            try (Hbd again = Hbd.ready(folder, ports, commanded.lines())) {
                assertThat(again.awaitState(HOST, "up").path("since")).isEqualTo(before.path("since"));
                page.awaitTrue("document.querySelector('.banner').classList.contains('gone')");
                page.awaitHost(HOST, "up");
                assertThat(page.neverReloaded()).isTrue();
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
                commanded.awaitTold(again, queued);
                JsonNode third = commanded.awaitEnd(again, commanded.count(again, "third"));
                assertThat(third.get("state").asText()).isEqualTo("done");
                // A machine that takes more than a minute to start a server lets the command expire; once it is at
                // most.
                boolean begun = commanded.counted().contains("second");
                assertThat(commanded.counted())
                        .isEqualTo(begun ? List.of("first", "second", "third") : List.of("first", "third"));
                if (begun) {
                    assertThat(commanded.awaitEnd(again, queued).get("state").asText())
                            .isEqualTo("done");
                }
            }
            assertThat(agent.output()).doesNotContain("Exception");
        }
    }
}
