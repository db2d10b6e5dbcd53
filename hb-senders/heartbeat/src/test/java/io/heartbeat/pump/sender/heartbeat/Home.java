package io.heartbeat.pump.sender.heartbeat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.loghamster.LoghamsterServer;
import io.heartbeat.loghamster.LoghamsterSettings;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The server's own receiver with its log store, in a folder. */
final class Home implements AutoCloseable {
    final int port;
    final int tlsPort;
    final LogStore store;
    private final LoghamsterServer server;
    private final Path folder;

    /** @param port 0 for any */
    Home(Path folder, int port, String more) throws IOException {
        this.folder = folder;
        Path file = Files.writeString(
                folder.resolve("hb.yaml"),
                "loghamster:\n  server:\n    listen: 127.0.0.1:" + port
                        + "\n    basedirectory: out\n    ack_interval: 5ms\n" + more);
        LoghamsterSettings settings = Settings.read(
                        file, Map.of(), root -> LoghamsterSettings.from(root, folder.resolve("data")))
                .orElseThrow();
        Telemetry telemetry = new Telemetry(TimeSource.SYSTEM);
        store = new LogStore(folder.resolve("catalogue"), TimeSource.SYSTEM, Thread::new, telemetry);
        server = new LoghamsterServer(
                settings, store, folder.resolve("ledger"), TimeSource.SYSTEM, telemetry, Thread::new);
        this.port = server.addresses().get(0).getPort();
        this.tlsPort = more.isEmpty() ? 0 : server.addresses().get(1).getPort();
    }

    /** What is stored of a log. */
    String stored(String host, String log) throws IOException {
        return Files.readString(folder.resolve("out").resolve(host).resolve(log + ".out.log"));
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
