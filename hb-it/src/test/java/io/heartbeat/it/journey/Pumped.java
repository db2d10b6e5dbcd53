package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code hbc pump} between journal files, as systemd-journal-remote makes them, and both receivers of a server: each entry is
 * found there once.
 */
final class Pumped {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "pumped.example.org";
    private static final String WRITER = "/lib/systemd/systemd-journal-remote";
    private static final int COUNT = 1_500;

    private final Path folder;
    private final Path configuration;
    private int written;

    /**
     * @param folder is there and empty
     * @param hamster port of the LogHamster receiver
     * @param hog plain port of the LogHog receiver, whose facility is {@code shop}
     */
    Pumped(Path folder, int hamster, int hog) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("journal"));
        configuration = Files.writeString(
                folder.resolve("pump.json"),
                """
                {"json_state_file_path": "state/pump.json", "readers": {"units": {"journal_path": "journal", "senders": {
                  "home": {"output_type": "heartbeat", "heartbeat_server": "127.0.0.1", "heartbeat_port": %d,
                           "heartbeat_host": "%s"},
                  "hog": {"output_type": "loghog", "loghog_server": "127.0.0.1", "loghog_port": %d,
                          "loghog_application": "shop", "loghog_secret": "s3cret"}}}}}
                """
                        .formatted(hamster, HOST, hog));
    }

    /** Ships, ends, ships what came meanwhile, and looks for all of it. */
    void everyEntryIsFoundOnce(Hbd hbd) throws IOException {
        for (int run = 0; run < 2; run++) {
            journal();
            try (Program pump = new Program(
                    folder, "pump", List.of(Program.inCheckout("bin/hbc"), "pump", configuration.toString()))) {
                await().atMost(Program.PATIENCE)
                        .until(() ->
                                shipped(hbd).size() >= written && hogged(hbd).size() >= written);
                assertThat(pump.terminate(Duration.ofSeconds(30)))
                        .as(pump.output())
                        .isEqualTo(143);
                assertThat(pump.output()).doesNotContain("WARNING", "ERROR", "SEVERE", "Exception");
            }
        }
        for (List<JsonNode> found : List.of(shipped(hbd), hogged(hbd))) {
            assertThat(found.stream().map(Pumped::number).toList())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, written).boxed().toList());
        }
        JsonNode fourth = shipped(hbd).get(3);
        assertThat(fourth.get("time").asText()).startsWith("2023-11-14T22:13:20.004");
        assertThat(fourth.get("severity").asText()).isEqualTo("error");
        assertThat(fourth.get("text").asText()).endsWith("ERROR billing[77]: bill number 4. ✓");
        assertThat(hogged(hbd).get(3).get("severity").asText()).isEqualTo("error");
        assertThat(hogged(hbd).get(3).get("application").asText()).isEqualTo("shop");
    }

    private List<JsonNode> shipped(Hbd hbd) throws IOException {
        return lines(hbd, "/api/0/logs?limit=5000&facility=journal/units&host=" + HOST);
    }

    private List<JsonNode> hogged(Hbd hbd) throws IOException {
        return lines(hbd, "/api/0/logs?limit=5000&application=shop&host=" + HOST);
    }

    private static List<JsonNode> lines(Hbd hbd, String path) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        JSON.readTree(hbd.get(path).body()).path("lines").forEach(lines::add);
        return lines;
    }

    private static int number(JsonNode line) {
        return Integer.parseInt(line.get("text").asText().replaceFirst("(?s).*bill number ([0-9]+)\\..*", "$1"));
    }

    /** One more file, whose entries go on where the last one ended. */
    private void journal() throws IOException {
        if (!Files.isExecutable(Path.of(WRITER))) {
            throw new AssertionError("this test needs " + WRITER + ": apt-get install -y systemd-journal-remote");
        }
        Path file = folder.resolve("part" + written + ".journal");
        Process writer = new ProcessBuilder(WRITER, "-o", file.toString(), "-")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream out = writer.getOutputStream()) {
            for (int i = 0; i < COUNT; i++) {
                out.write(entry(++written).getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(writer.onExit().join().exitValue()).isZero();
        Files.move(file, folder.resolve("journal").resolve(file.getFileName()));
    }

    private static String entry(int number) {
        return "__REALTIME_TIMESTAMP=" + (1_700_000_000_000_000L + number * 1000L)
                + "\n__MONOTONIC_TIMESTAMP=" + (1_000_000 + number * 1000L)
                + "\n_BOOT_ID=0123456789abcdef0123456789abcdef\n_HOSTNAME=" + HOST
                + "\nPRIORITY=3\nSYSLOG_IDENTIFIER=billing\n_PID=77\n_SYSTEMD_UNIT=billing.service"
                + "\nMESSAGE=bill number " + number + ". ✓\n\n";
    }
}
