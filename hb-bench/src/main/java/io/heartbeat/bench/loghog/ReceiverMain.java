package io.heartbeat.bench.loghog;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.loghog.LogHogServer;
import io.heartbeat.loghog.LogHogSettings;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import java.nio.file.Path;
import java.util.Map;

/** The process of the receiver alone: the configuration's path in, {@code ready} out, until it is ended. */
public final class ReceiverMain {
    private ReceiverMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path file = Path.of(arguments[0]);
        Path data = file.resolveSibling("data");
        LogHogSettings settings = Settings.read(file, Map.of(), root -> LogHogSettings.from(root, data));
        Telemetry telemetry = new Telemetry(TimeSource.SYSTEM);
        LogStore store = new LogStore(data.resolve("logs.catalogue"), TimeSource.SYSTEM, Thread::new, telemetry);
        LogHogServer server = new LogHogServer(settings, store, TimeSource.SYSTEM, telemetry, Thread::new);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            store.close();
        }));
        server.open();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
