package io.heartbeat.bench.loghamster;

import io.heartbeat.bench.torture.SteppedClock;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.loghamster.LoghamsterServer;
import io.heartbeat.loghamster.LoghamsterSettings;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The process of the server: the configuration's path in, {@code ready} out, until it is ended. */
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        Path data = file.resolveSibling("data");
        LoghamsterSettings settings = Settings.read(file, Map.of(), root -> LoghamsterSettings.from(root, data))
                .orElseThrow();
        TimeSource time = new SteppedClock(file.resolveSibling("clock"));
        Telemetry telemetry = new Telemetry(time);
        LogStore store = new LogStore(data.resolve("catalogue"), time, Thread::new, telemetry);
        LoghamsterServer server =
                new LoghamsterServer(settings, store, data.resolve("ledger"), time, telemetry, Thread::new);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            store.close();
        }));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
