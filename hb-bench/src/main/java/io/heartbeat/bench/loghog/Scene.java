package io.heartbeat.bench.loghog;

import io.heartbeat.bench.receiver.Children;
import io.heartbeat.bench.receiver.Ports;
import io.heartbeat.bench.torture.Namespace;
import io.heartbeat.bench.torture.Papers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder with a LogHog receiver, a process that can be killed and started again. Not thread-safe. */
final class Scene implements AutoCloseable {
    private static final long READY_SECONDS = 60;
    private static final String FACILITY =
            "  facilities: {shop: {rotate: hourly, max_size: 4MB, backup_count: 10000}}\n";

    private final Path folder;
    private final Path logs;
    private final Setting setting;
    private final int port;
    private final int tlsPort;
    private final Children children = new Children();
    private Process server;

    /**
     * What differs from the plainest way.
     *
     * @param wrapper what stands before the server's command
     * @param network where the server runs; null for this one
     * @param papers for TLS; null without
     * @param yaml more lines of {@code loghog}, each with two blanks before it
     */
    record Setting(List<String> wrapper, Namespace network, Papers papers, String yaml) {
        static final Setting PLAIN = new Setting(List.of(), null, null, "");
    }

    /** @param logs where the server's files lie */
    Scene(Path folder, Path logs, Setting setting) throws IOException {
        this.folder = folder;
        this.logs = logs;
        this.setting = setting;
        this.port = Ports.free();
        this.tlsPort = Ports.free();
        String tls = setting.papers == null
                ? ""
                : "  listen_tls: " + host() + ":" + tlsPort + "\n  pemfile: " + setting.papers.both() + "\n  cacert: "
                        + setting.papers.authority() + "\n";
        Files.writeString(
                folder.resolve("hb.yaml"),
                "loghog:\n  listen: " + host() + ":" + port + "\n  logdir: " + logs
                        + "\n  compression: {format: gzip, level: 1}\n" + FACILITY + tls + setting.yaml);
    }

    String host() {
        return setting.network == null ? "127.0.0.1" : setting.network.address();
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    Papers papers() {
        return setting.papers;
    }

    /** Where the lines are. */
    Path lines() {
        return logs.resolve("shop");
    }

    /** What its clock looks at. */
    Path clock() {
        return folder.resolve("clock");
    }

    long pid() {
        return server.pid();
    }

    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(setting.network == null ? List.of() : setting.network.wrapper());
        command.addAll(setting.wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ReceiverMain.class.getName(),
                folder.resolve("hb.yaml").toString()));
        Path ready = folder.resolve("ready");
        Files.deleteIfExists(ready);
        server = children.start(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .redirectOutput(ready.toFile()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!Files.readString(ready).contains("ready")) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the server did not start: " + Files.readString(folder.resolve("server.log")));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    void kill() throws InterruptedException {
        // With strace around it, the server is its child.
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
    }

    /** Ends the server and answers how many messages it says that it or its kernel lost since its start. */
    long endAndCount() throws IOException {
        children.end(server);
        Path figures = folder.resolve("figures");
        if (!Files.exists(figures)) {
            return 0;
        }
        double sum = 0;
        for (String line : Files.readAllLines(figures)) {
            if (line.startsWith("hbd_loghog_d") && line.contains("dropped")) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return (long) sum;
    }

    @Override
    public void close() {
        children.close();
    }
}
