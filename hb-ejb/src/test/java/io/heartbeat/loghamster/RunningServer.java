package io.heartbeat.loghamster;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A server on a free port, in a folder that outlives it. */
final class RunningServer implements AutoCloseable {
    final Telemetry telemetry = new Telemetry(TimeSource.SYSTEM);
    final LogStore store;
    private final Path folder;
    private final LoghamsterServer server;

    /** @param yaml lines under {@code server}, each with four blanks before it */
    RunningServer(Path folder, String yaml) {
        this.folder = folder;
        try {
            Path file = Files.writeString(
                    folder.resolve("hb.yaml"),
                    "loghamster:\n  server:\n    listen: 127.0.0.1:0\n    basedirectory: logs\n    ack_interval: 5ms\n"
                            + yaml);
            LoghamsterSettings settings = Settings.read(
                            file, Map.of(), root -> LoghamsterSettings.from(root, folder.resolve("data")))
                    .orElseThrow();
            store = new LogStore(folder.resolve("catalogue"), TimeSource.SYSTEM, Thread::new, telemetry);
            server = new LoghamsterServer(
                    settings, store, folder.resolve("ledger"), TimeSource.SYSTEM, telemetry, Thread::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.addresses().get(0).getPort();
    }

    Path output(String relative) {
        return folder.resolve("logs").resolve(relative);
    }

    double figure(String name) {
        return figure(name, "");
    }

    /** @param label a value of one of its labels */
    double figure(String name, String label) {
        return instruments(name, label).findFirst().orElseThrow().value().getAsDouble();
    }

    /** As {@link #figure}, and nothing for what has not been counted yet. */
    double sum(String name, String label) {
        return instruments(name, label)
                .mapToDouble(instrument -> instrument.value().getAsDouble())
                .sum();
    }

    private Stream<Instrument> instruments(String name, String label) {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .filter(instrument -> label.isEmpty() || instrument.labels().containsValue(label));
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
