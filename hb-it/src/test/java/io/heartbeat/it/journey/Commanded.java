package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A signing agent in the background, installed as hb_install.sh does, that obeys commands and lets itself be upgraded; and what
 * its server needs for that. Closing it kills whatever agent runs at the end.
 */
final class Commanded implements AutoCloseable {
    static final String HOST = "commanded";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "correct horse battery staple";

    private final Path folder;
    private final String name;
    private final String server;
    private final List<String> inside;
    private final Path counted;
    private final int tlsPort;

    /** @param folder is there and empty */
    Commanded(Path folder) throws IOException {
        this(folder, HOST, "127.0.0.1", List.of());
    }

    /**
     * One in another place.
     *
     * @param name of the host
     * @param server address at which the agent reaches its server
     * @param inside what to put before the agent's command
     */
    Commanded(Path folder, String name, String server, List<String> inside) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.name = name;
        this.server = server;
        this.inside = List.copyOf(inside);
        counted = folder.resolve("counted");
        tlsPort = Ports.one();
        Files.createDirectories(folder.resolve("agents"));
        hbd("certs", "ca", "--dir", folder.toString());
        hbd("certs", "server", "--dir", folder.toString(), server);
    }

    private static void hbd(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Program.inCheckout("bin/hbd")));
        command.addAll(List.of(arguments));
        try (Program program = new Program(Path.of(arguments[3]), "certs", command)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
    }

    /** For the server's configuration. */
    String[] lines() {
        return new String[] {
            "hosts: {" + name + ": {key: " + SECRET + ", auth: require}}",
            "wss_port: " + tlsPort,
            "cert_path: " + folder,
            "wss_pem: server.pem",
            "wss_key: server.pem",
            "agent_dir: " + folder.resolve("agents"),
            "agent_url: https://" + server + ":" + tlsPort
        };
    }

    /** Starts the agent in the background. */
    void start(Ports ports) throws IOException {
        Path launcher = Parcel.install(folder.resolve("hbc"));
        Path configuration = Files.writeString(
                folder.resolve("hbc.yaml"),
                """
                server: "%s:%d"
                name: %s
                interval: 1
                state_dir: state
                plugins: {}
                key: %s
                commands:
                  count: {argv: [/bin/sh, -c, 'echo "$1" >> %s; echo "counted $1"', sh], args: ["[a-z]+"]}
                upgrade: true
                upgrade_ca: ca.pem
                upgrade_patience: 15
                """
                        .formatted(server, ports.udp(), name, SECRET, counted));
        List<String> command = new ArrayList<>(inside);
        command.addAll(List.of(launcher.toString(), "-d", "-c", configuration.toString()));
        try (Program program = new Program(folder, "hbc", command)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
    }

    /** What the command has written. */
    List<String> counted() throws IOException {
        return Files.exists(counted) ? Files.readAllLines(counted) : List.of();
    }

    /** Waits until the server knows what the agent may be asked, then asks for it. Answers the identifier. */
    String count(Hbd hbd, String word) {
        await().atMost(Program.PATIENCE).until(() -> json(hbd.get(path("")))
                .at("/agent/commands/0/name")
                .asText()
                .equals("count"));
        return asked(hbd.post(path(""), "{\"command\":\"count\",\"args\":[\"" + word + "\"]}"));
    }

    String upgrade(Hbd hbd, String version) {
        return asked(hbd.post("/api/0/hosts/" + name + "/upgrade", "{\"version\":\"" + version + "\"}"));
    }

    private static String asked(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).get("id").asText();
    }

    /** Waits until a command has come to an end; what the API says of it. */
    JsonNode awaitEnd(Hbd hbd, String id) {
        return await().atMost(Program.PATIENCE)
                .until(() -> json(hbd.get(path("/" + id))), command -> !List.of("queued", "sent")
                        .contains(command.path("state").asText("queued")));
    }

    /** Waits until a command has left. */
    void awaitTold(Hbd hbd, String id) {
        await().atMost(Program.PATIENCE).until(() -> !json(hbd.get(path("/" + id)))
                .path("state")
                .asText("queued")
                .equals("queued"));
    }

    /** Puts another agent where the server gives agents away. */
    Path agents() {
        return folder.resolve("agents");
    }

    /** The version that is run. */
    String current() throws IOException {
        return Files.readSymbolicLink(folder.resolve("hbc/current")).toString();
    }

    /** What all agents logged. */
    String log() throws IOException {
        return Files.readString(folder.resolve("state/hbc.log"));
    }

    private String path(String rest) {
        return "/api/0/hosts/" + name + "/commands" + rest;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .forEach(agent -> {
                    agent.descendants().forEach(ProcessHandle::destroyForcibly);
                    agent.destroyForcibly();
                });
    }
}
