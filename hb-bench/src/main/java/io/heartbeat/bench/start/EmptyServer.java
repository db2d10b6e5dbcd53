package io.heartbeat.bench.start;

import io.heartbeat.bench.receiver.Ports;
import io.heartbeat.bench.run.BenchRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Payara Micro with nothing deployed, of the version that our server is built on. */
final class EmptyServer {
    private static final int READY_SECONDS = 240;

    private EmptyServer() {}

    /** Starts it, waits until it is ready, ends it; answers how long it took, in milliseconds. */
    static double start(BenchRun run) throws IOException, InterruptedException {
        Path jar = run.options().home().resolve("hb-bench/target/payara-micro.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: build hb-bench");
        }
        int port = Ports.free();
        Path log = run.work().fresh("empty").resolve("payara.log");
        String java = ProcessHandle.current().info().command().orElse("java");
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-jar",
                        jar.toString(),
                        "--port",
                        Integer.toString(port),
                        "--nocluster",
                        "--nohazelcast",
                        "--disablephonehome")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        long begin = System.nanoTime();
        Process process = run.children().start(builder);
        try {
            awaitReady(process, port, log);
            return (System.nanoTime() - begin) / 1e6;
        } finally {
            run.children().end(process);
        }
    }

    private static void awaitReady(Process process, int port, Path log) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                // With nothing deployed it is ready when it answers at all: it calls that 503.
                http.send(request, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                // Its port is not open yet.
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("the empty Payara Micro did not become ready; it said:\n" + Files.readString(log));
    }
}
