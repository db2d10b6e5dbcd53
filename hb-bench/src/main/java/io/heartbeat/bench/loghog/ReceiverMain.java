package io.heartbeat.bench.loghog;

import io.heartbeat.bench.torture.SteppedClock;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.loghog.LogHogServer;
import io.heartbeat.loghog.LogHogSettings;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The process of the receiver alone: the configuration's path in, {@code ready} out, {@code figures} when it is ended. */
public final class ReceiverMain {
    private ReceiverMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path file = Path.of(arguments[0]);
        Path data = file.resolveSibling("data");
        LogHogSettings settings = Settings.read(file, Map.of(), root -> LogHogSettings.from(root, data));
        TimeSource time = new SteppedClock(file.resolveSibling("clock"));
        Telemetry telemetry = new Telemetry(time);
        LogStore store = new LogStore(data.resolve("logs.catalogue"), time, Thread::new, telemetry);
        LogHogServer server = new LogHogServer(settings, store, time, telemetry, Thread::new);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            List<String> figures = figures(telemetry);
            server.close();
            store.close();
            write(file.resolveSibling("figures"), figures);
        }));
        server.open();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static List<String> figures(Telemetry telemetry) {
        return telemetry.instruments().stream()
                .map(one -> one.name() + one.labels() + " " + one.value().getAsDouble())
                .toList();
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
