package io.heartbeat.bench.loghamster;

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

/** A folder with a server and a client, each a process that can be started and killed again and again. Not thread-safe. */
final class Stage implements AutoCloseable {
    private static final long READY_SECONDS = 30;

    private static final String LOOPBACK = "127.0.0.1";

    private final Path folder;
    private final Path outputs;
    private final Setting setting;
    private final int port;
    private final int tlsPort;
    private final Children children = new Children();
    private Process server;
    private Process client;

    /**
     * What differs from the plainest way.
     *
     * @param host where the server listens
     * @param wrapper what stands before the server's command
     * @param yaml more lines under {@code server}, each with four blanks before it
     * @param target more lines of {@code [target]}
     * @param papers for TLS; null without
     */
    record Setting(String host, List<String> wrapper, String yaml, String target, Papers papers) {
        static final Setting PLAIN = new Setting(LOOPBACK, List.of(), "", "", null);

        static Setting of(String yaml, String target) {
            return new Setting(LOOPBACK, List.of(), yaml, target, null);
        }

        static Setting in(Namespace network) {
            return new Setting(network.address(), network.wrapper(), "", "", null);
        }

        static Setting tls(Papers papers) {
            return new Setting(LOOPBACK, List.of(), "", "", papers);
        }
    }

    /** @param outputs where the server's files lie */
    Stage(Path folder, Path outputs, Setting setting) throws IOException {
        this.folder = folder;
        this.outputs = outputs;
        this.setting = setting;
        this.port = Ports.free();
        this.tlsPort = Ports.free();
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(
                folder.resolve("hb.yaml"),
                "loghamster:\n  server:\n    listen: " + setting.host + ":" + port + "\n    basedirectory: " + outputs
                        + "\n" + tlsOfServer() + setting.yaml);
        Files.writeString(
                folder.resolve("client.toml"),
                """
                mode = "client"
                state = "state.json"
                poll = "10ms"
                max_wait = "100ms"
                [target]
                hostname = "%s"
                port = %d
                %s
                [[input]]
                name = "bench"
                path = "in/app.log"
                """
                        .formatted(
                                setting.host,
                                setting.papers == null ? port : tlsPort,
                                setting.papers == null
                                        ? setting.target
                                        : "ca = \"" + setting.papers.authority() + "\""));
    }

    private String tlsOfServer() {
        return setting.papers == null
                ? ""
                : "    tls: {listen: \"" + setting.host + ":" + tlsPort + "\", certificate: "
                        + setting.papers.certificate() + ", key: " + setting.papers.key() + "}\n";
    }

    int tlsPort() {
        return tlsPort;
    }

    /** What the clocks of both look at. */
    Path clock() {
        return folder.resolve("clock");
    }

    /** The followed file. */
    Path input() {
        return folder.resolve("in/app.log");
    }

    /** What the server makes of it. */
    Path output() {
        String name = input().toAbsolutePath().toString().replace('/', '_').replaceAll("^_+", "");
        return outputs.resolve("bench").resolve(name + ".out.log");
    }

    /** Whether the client knows that everything up to here has arrived. */
    boolean confirmed(long offset) throws IOException {
        Path state = folder.resolve("state.json");
        return Files.exists(state) && Files.readString(state).contains("\"offset\":" + offset + ",");
    }

    /** Whether the client has seen the file. */
    boolean known() {
        return Files.exists(folder.resolve("state.json"));
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    long serverPid() {
        return server.pid();
    }

    long clientPid() {
        return client.pid();
    }

    void startServer(String... wrapper) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(setting.wrapper);
        command.addAll(List.of(wrapper));
        command.addAll(java("-Xmx512m"));
        command.addAll(
                List.of(ServerMain.class.getName(), folder.resolve("hb.yaml").toString()));
        Files.deleteIfExists(log("server-ready"));
        server = children.start(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log("server").toFile()))
                .redirectOutput(log("server-ready").toFile()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!Files.readString(log("server-ready")).contains("ready")) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the server did not start: " + Files.readString(log("server")));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** As bin/hbc does it. */
    void startClient() throws IOException {
        startClient("io.heartbeat.agent.cli.Hbc", "-c");
    }

    /** With a clock that can be stepped. */
    void startSteppedClient() throws IOException {
        startClient(ClientMain.class.getName());
    }

    private void startClient(String... main) throws IOException {
        List<String> command = java("-Xmx48m");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(main));
        command.add(folder.resolve("client.toml").toString());
        client = children.start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log("client").toFile())));
    }

    private static List<String> java(String memory) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
    }

    void killServer() throws InterruptedException {
        kill(server);
    }

    void killClient() throws InterruptedException {
        kill(client);
    }

    private static void kill(Process process) throws InterruptedException {
        // With strace around it, the server is its child.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        children.close();
    }
}
