package io.heartbeat.bench.loghamster;

import io.heartbeat.agent.loghamster.Hamster;
import io.heartbeat.agent.loghamster.HamsterSettings;
import io.heartbeat.agent.loghamster.ShippingCounts;
import io.heartbeat.bench.torture.SteppedClock;
import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The process of a client whose clock can be stepped: the configuration's path in. */
public final class ClientMain {
    private ClientMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        HamsterSettings settings = Settings.read(
                file,
                Map.of(),
                root -> HamsterSettings.from(
                        root, "bench", file.toAbsolutePath().getParent()));
        new Hamster(settings, new SteppedClock(file.resolveSibling("clock")), new ShippingCounts()).start();
        Thread.currentThread().join();
    }
}
