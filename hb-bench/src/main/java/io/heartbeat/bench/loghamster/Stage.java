package io.heartbeat.bench.loghamster;

import io.heartbeat.bench.receiver.Children;
import io.heartbeat.bench.receiver.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder with a server and a client, each a process that can be started and killed again and again. Not thread-safe. */
final class Stage implements AutoCloseable {
    private static final long READY_SECONDS = 30;

    private final Path folder;
    private final Path outputs;
    private final int port;
    private final Children children = new Children();
    private Process server;
    private Process client;

    /**
     * @param outputs where the server's files lie
     * @param yaml more lines under {@code server}, each with four blanks before it
     * @param target more lines of {@code [target]}
     */
    Stage(Path folder, Path outputs, String yaml, String target) throws IOException {
        this.folder = folder;
        this.outputs = outputs;
        this.port = Ports.free();
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(
                folder.resolve("hb.yaml"),
                "loghamster:\n  server:\n    listen: 127.0.0.1:" + port + "\n    basedirectory: " + outputs + "\n"
                        + yaml);
        Files.writeString(
                folder.resolve("client.toml"),
                """
                mode = "client"
                state = "state.json"
                poll = "10ms"
                max_wait = "100ms"
                [target]
                hostname = "127.0.0.1"
                port = %d
                %s
                [[input]]
                name = "bench"
                path = "in/app.log"
                """
                        .formatted(port, target));
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
        List<String> command = new ArrayList<>(List.of(wrapper));
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
        List<String> command = java("-Xmx48m");
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "io.heartbeat.agent.cli.Hbc",
                "-c",
                folder.resolve("client.toml").toString()));
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
