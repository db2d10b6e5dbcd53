package io.heartbeat.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for tests: host web1, heartbeats each 30 s. */
public final class TestSettings {
    private TestSettings() {}

    public static AgentSettings of(Optional<String> key, Path stateDir, int bufferReports, long bufferBytes) {
        return new AgentSettings(
                List.of(),
                AgentSettings.DEFAULT_PORT,
                Duration.ofSeconds(30),
                "web1",
                Map.of(),
                key,
                "web1",
                false,
                stateDir,
                bufferReports,
                bufferBytes);
    }

    public static AgentSettings plain() {
        return of(Optional.empty(), Path.of("/nonexistent"), 1000, 1 << 20);
    }
}
