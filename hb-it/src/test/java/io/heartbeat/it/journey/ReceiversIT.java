package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs on their way to {@code bin/hbd}: a file from {@code bin/hbc}, both of which are killed, and rotated meanwhile; messages
 * of programs in Python over each transport; journals by {@code bin/hbc pump}. All are found by the API.
 */
class ReceiversIT {
    private static final String LINE = "a line of some program, to be shipped\n";

    private final Ports ports = Ports.free();
    private final int port = Ports.one();
    private final int plain = Ports.one();
    private final int tls = Ports.one();

    @TempDir
    Path folder;

    private Path log;
    private Path client;

    @BeforeEach
    void configure() throws IOException {
        log = Files.createDirectory(folder.resolve("in")).resolve("app.log");
        client = Files.writeString(
                folder.resolve("loghamster.toml"),
                """
                mode = "client"
                state = "state.json"
                max_wait = "100ms"
                [target]
                hostname = "127.0.0.1"
                port = %d
                [[input]]
                name = "web1"
                path = "in/app.log"
                """
                        .formatted(port));
    }

    private Hbd server() {
        return Hbd.ready(
                folder,
                ports,
                "loghamster:",
                "  server: {listen: \"127.0.0.1:" + port + "\", basedirectory: out}",
                "loghog:",
                "  port: " + plain,
                "  listen_tls: 127.0.0.1:" + tls,
                "  pemfile: certs/server.pem",
                "  cacert: certs/ca.pem",
                "  facilities:",
                "    shop: {rotate: daily, backup_count: 3, secret: s3cret}",
                "    'shop:web': {rotate: hourly, backup_count: 3, file_per_host: yes}");
    }

    private Program agent() {
        return new Program(folder, "hbc", List.of(Program.inCheckout("bin/hbc"), "-c", client.toString()));
    }

    private void certificates() {
        for (String what : List.of("ca", "server localhost", "client web-1")) {
            List<String> command = new ArrayList<>(
                    List.of(Program.inCheckout("bin/hbd"), "certs", what.split(" ")[0], "--dir", "certs"));
            command.addAll(List.of(what.split(" ")).subList(1, what.split(" ").length));
            try (Program hbd = new Program(folder, "certs", command)) {
                assertThat(hbd.exitCode()).as(hbd.output()).isZero();
            }
        }
    }

    /** Logs ten messages as the original's clients do, and ends. */
    private void python(String transport, int to) {
        String client = Program.inCheckout("hb-ejb/src/test/resources/io/heartbeat/loghog/client.py");
        try (Program python = new Program(
                folder,
                "python",
                List.of(
                        Tool.find("python3", "python3").toString(),
                        client,
                        transport,
                        "127.0.0.1",
                        String.valueOf(to),
                        "shop",
                        "web." + transport,
                        "s3cret",
                        "10",
                        "certs/client-web-1.pem",
                        "certs/ca.pem"))) {
            assertThat(python.exitCode()).as(python.output()).isZero();
        }
    }

    private void messagesOfProgramsAreFound(Hbd hbd) {
        python("udp", plain);
        python("tcp", plain);
        python("tls", tls);
        String all =
                "/api/0/logs?application=shop&facility=web&host=python&severity=warning&pattern=jalape.o.*%20[0-9]$";
        await().atMost(Program.PATIENCE)
                .until(() -> hbd.get(all).body().split("\"text\"").length - 1, found -> found == 30);
        assertThat(hbd.get(all).body()).contains("WARNING - jalapeño ✓ 😀 9");
        assertThat(folder.resolve("data/loghog/shop/python-web.log")).exists();
        assertThat(hbd.get("/api/0/logs/sources").body()).contains("\"kind\":\"loghog\"", "\"kind\":\"loghamster\"");
        assertThat(hbd.get("/api/0/logs?facility=" + log + "&text=SHIPPED&limit=5")
                        .body())
                .contains("\"host\":\"web1\"");
        assertThat(hbd.get("/logs?text=jalape").body()).contains("30 lines").doesNotContain(">Older lines<");
        assertThat(hbd.get("/logs?from=&to=0s&text=shipped").body()).contains("The newest 200 lines");
    }

    /** What is written while somebody looks at the page comes by itself. */
    private void thePageFollows(Hbd hbd) {
        try (Browser browser = new Browser()) {
            browser.open(hbd.uri("/logs?text=jalape&from=&to=2020-01-01T00:00Z"));
            browser.click("#follow");
            await().atMost(Program.PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
                python("tcp", plain);
                return browser.text().contains("jalapeño ✓ 😀 9");
            });
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void write(int lines) throws IOException {
        Files.writeString(log, LINE.repeat(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path output() {
        String name = log.toAbsolutePath().toString().substring(1).replace('/', '_');
        return folder.resolve("out/web1").resolve(name + ".out.log");
    }

    private void awaitStored(int lines) {
        await().atMost(Program.PATIENCE)
                .ignoreExceptions()
                .until(() -> Files.size(output()) >= (long) lines * LINE.length());
    }

    @Test
    void nothingIsLostOrDoubledWhenBothAreKilledAndEverythingIsFound() throws IOException {
        certificates();
        try (Hbd hbd = server()) {
            try (Program hbc = agent()) {
                write(1_000);
                awaitStored(1_000);
                write(1_000);
                hbc.kill();
            }
            Files.move(log, folder.resolve("in/app.log.1"));
            write(1_000);
            assertThat(hbd.get("/metrics").body()).contains("loghamster_bytes_received_total");
            hbd.kill();
        }
        try (Hbd hbd = server();
                Program hbc = agent()) {
            awaitStored(3_000);
            write(1_000);
            awaitStored(4_000);
            assertThat(Files.readString(output())).isEqualTo(LINE.repeat(4_000));
            messagesOfProgramsAreFound(hbd);
            thePageFollows(hbd);
            new Pumped(folder.resolve("pump"), port, plain).everyEntryIsFoundOnce(hbd);
            assertThat(hbc.output()).doesNotContain("Exception");
            assertThat(hbd.output()).doesNotContain("Exception");
        }
    }
}
