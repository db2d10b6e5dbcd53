package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.agent.Order;
import io.heartbeat.agent.Result;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.upgrade.Home;
import io.heartbeat.agent.upgrade.UpgradeSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where an agent cannot be replaced it says so, and goes on. */
class UpgradingTest {
    private static final Order ORDER = new Order(
            new ServerAddress("hb", 50003),
            true,
            "u",
            null,
            List.of(),
            "2.0",
            "http://hb/x",
            "0".repeat(64),
            Instant.MAX);

    private static Optional<Result> install(Optional<Home> home, boolean supervised) throws InterruptedException {
        Upgrading upgrading = new Upgrading(UpgradeSettings.NONE, () -> home, supervised, "1.0");
        upgrading.whenReady(() -> {
            throw new AssertionError("nothing is ready");
        });
        Optional<Result> result = upgrading.install(ORDER);
        assertThat(upgrading.ready()).isNull();
        return result;
    }

    @Test
    void refusesWhereNobodyCouldFollowOrNothingLiesSideBySide() throws InterruptedException {
        Optional<Home> home = Optional.of(new Home(Path.of("/nonexistent"), Path.of("/nonexistent/versions/1.0")));

        assertThat(install(Optional.empty(), true).orElseThrow().output()).contains("hb_install.sh");
        assertThat(install(home, false).orElseThrow().output()).contains("foreground");
        assertThat(install(home, true).orElseThrow().status()).isEqualTo("refused");
    }
}
