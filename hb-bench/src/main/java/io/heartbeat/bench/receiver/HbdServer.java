package io.heartbeat.bench.receiver;

import io.heartbeat.bench.load.HostKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Our server as people run it: {@code bin/hbd -c FILE}, with a configuration and directories of its own. Not thread-safe. */
public final class HbdServer implements AutoCloseable {
    /** So many hosts {@code sign-…} have a key in its configuration. */
    public static final int SIGNING_HOSTS = 1_000;

    private static final int READY_SECONDS = 240;

    private static final Pattern COMPLAINT = Pattern.compile("^(?:\\S+ )?\\[?(?:WARN|WARNING|ERROR|SEVERE|FATAL)\\b");

    private final Children children;
    private final Path directory;
    private final int udpPort;
    private final int httpPort;
    private final int wsPort;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Process process;
    private final Duration startTime;

    /**
     * Starts the server and waits until it says that it is ready.
     *
     * @param home the checkout or the installed tree
     * @param directory an empty one for its files
     * @param jvmOptions more options for its JVM, empty for none
     * @throws IOException when it ends or is not ready in time, with the end of what it said
     */
    public HbdServer(Children children, Path home, Path directory, String jvmOptions)
            throws IOException, InterruptedException {
        this(children, home, directory, jvmOptions, "");
    }

    /**
     * As {@link #HbdServer(Children, Path, Path, String)}.
     *
     * @param settings more lines for its configuration
     */
    public HbdServer(Children children, Path home, Path directory, String jvmOptions, String settings)
            throws IOException, InterruptedException {
        this.children = children;
        this.directory = directory;
        udpPort = Ports.free();
        httpPort = Ports.free();
        wsPort = Ports.free();
        Path configuration = Files.writeString(directory.resolve("hb.yaml"), configuration() + settings);
        ProcessBuilder builder = new ProcessBuilder(command(home, configuration))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HB_"));
        if (!jvmOptions.isEmpty()) {
            builder.environment().merge("HB_JAVA_OPTS", jvmOptions, (old, more) -> old + " " + more);
        }
        long begin = System.nanoTime();
        process = children.start(builder);
        awaitReady();
        startTime = Duration.ofNanos(System.nanoTime() - begin);
    }

    private static List<String> command(Path home, Path configuration) throws IOException {
        Path launcher = home.resolve("bin").resolve("hbd");
        if (!Files.isExecutable(launcher)) {
            throw new IOException(launcher + " is missing: run from a built checkout, or name it by --home");
        }
        return List.of(launcher.toString(), "-c", configuration.toString());
    }

    private String configuration() {
        return """
                hb_port: %d
                hbd_port: %d
                ws_port: %d
                hbd_host: 127.0.0.1
                data_dir: %s
                journal_enabled: true
                journal_dir: %s
                journal_file: messages.journal
                journal_max_size: 1GiB
                journal_max_backups: 1000
                """
                        .formatted(udpPort, httpPort, wsPort, directory.resolve("data"), journal())
                + HostKeys.yaml(SIGNING_HOSTS);
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (get("/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Its port is not open yet.
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        String how = process.isAlive() ? "was not ready in " + READY_SECONDS + " s" : "ended";
        children.end(process);
        throw new IOException("bin/hbd " + how + "; it said:\n" + lastWords());
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
    }

    /** An answer of its HTTP port. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What /metrics says now. */
    public MetricsText metrics() throws IOException, InterruptedException {
        return new MetricsText(get("/metrics").body());
    }

    /** From the start of the process to the first 200 of /health/ready. */
    public Duration startTime() {
        return startTime;
    }

    /** Its UDP port. */
    public int udpPort() {
        return udpPort;
    }

    /** The port of its pages and its API. */
    public int httpPort() {
        return httpPort;
    }

    /** Its WebSocket port. */
    public int wsPort() {
        return wsPort;
    }

    /** The JVM that does the work: the process itself, or the one its launcher started. */
    public long pid() {
        try (Stream<ProcessHandle> below = process.descendants()) {
            return Stream.concat(Stream.of(process.toHandle()), below)
                    .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                    .map(ProcessHandle::pid)
                    .findFirst()
                    .orElse(process.pid());
        }
    }

    /** The directory of its journal; the file is {@code messages.journal}. */
    public Path journal() {
        return directory.resolve("journal");
    }

    /** What it writes to its standard output and error. */
    public Path log() {
        return directory.resolve("hbd.log");
    }

    /** Lines of its log at WARNING or above. */
    public List<String> complaints() throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(HbdServer::complains).toList();
        }
    }

    /** Whether a line begins with a level of WARNING or above, behind its time if it has one. */
    static boolean complains(String line) {
        return COMPLAINT.matcher(line).find();
    }

    @Override
    public void close() {
        children.end(process);
    }
}
