package io.heartbeat.agent.mini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.agent.TestTime;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.Heartbeat;
import io.heartbeat.protocol.KeyRing;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java HbcMini.java SERVER} as people start it. */
class MiniProcessTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SigningKey KEY =
            new SigningKey("web-01", "correct horse battery staple".getBytes(UTF_8), "web-01");

    private final List<ProcessHandle> started = new ArrayList<>();
    private final MessageWriter writer = new MessageWriter();
    private final Codec codec = new Codec();
    private final Clock clock = Clock.systemUTC();
    private final FrameSealer sealer = new FrameSealer(Direction.TO_AGENT, clock);
    private final SignedFrame opener = new SignedFrame(
            Direction.TO_SERVER, new ReplayWindows(Clock.offset(clock, Duration.ZERO), Duration.ofSeconds(5)));

    @TempDir
    Path directory;

    private FakeServer server;
    private byte[] datagram;

    @BeforeEach
    void listen() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        for (ProcessHandle process : started) {
            process.destroyForcibly();
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private Process start(Path source, String configuration, String... arguments) throws IOException {
        Path file = Files.writeString(directory.resolve("hbc.json"), configuration);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString(),
                "-c",
                file.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .redirectOutput(new File("/dev/null"))
                .start();
        started.add(process.toHandle());
        return process;
    }

    private String configuration(String more) {
        return "{\"name\": \"web-01\", \"interval\": 1, \"state_dir\": \"" + directory.resolve("state") + "\"" + more
                + "}";
    }

    /** The next datagram, which must be one that hbc would have written; frames are opened. */
    private JsonNode receive(boolean signed) throws IOException {
        datagram = server.receiveBytes();
        byte[] payload = datagram;
        if (signed) {
            assertThat(opener.open(KeyRing.of(List.of(KEY)), datagram, 0, datagram.length))
                    .isNull();
            payload = Arrays.copyOfRange(
                    datagram, opener.payloadOffset(), opener.payloadOffset() + opener.payloadLength());
            assertThat(datagram).isEqualTo(resealed(payload));
        }
        assertThat(codec.decode(payload, 0, payload.length)).isNull();
        byte[] text = Arrays.copyOfRange(
                codec.message().json(),
                codec.message().offset(),
                codec.message().offset() + codec.message().length());
        JsonNode message = JSON.readTree(text);
        if (message.get("ID").asText().equals("HTB")) {
            assertThat(new String(text, UTF_8)).isEqualTo(new String(writer.heartbeat(beat(message)), UTF_8));
        }
        if (payload[0] == 0x78) {
            assertThat(payload).isEqualTo(writer.compress(text));
        }
        return message;
    }

    /** As hbc would have sealed it at that moment; its first frame is the only one whose number is known. */
    private byte[] resealed(byte[] payload) {
        Clock then = Clock.fixed(Instant.ofEpochMilli(opener.timestamp()), ZoneOffset.UTC);
        FrameSealer hbc = new FrameSealer(Direction.TO_SERVER, then, opener.bootId());
        byte[] frame = new byte[0];
        for (long i = 0; i < opener.seq(); i++) {
            frame = hbc.seal(KEY, payload);
        }
        return frame;
    }

    private static Heartbeat beat(JsonNode message) {
        Heartbeat beat = Heartbeat.of(
                        message.get("name").asText(),
                        message.get("interval").asDouble(),
                        message.get("seq").asLong(),
                        message.get("time").asDouble())
                .withVersion(message.get("version").asText())
                .withBoot(message.path("boot").asBoolean())
                .withText(message.path("msg").asText(null))
                .withShutdown(message.path("shutdown").asBoolean());
        return message.has("rtt") ? beat.withRtt(message.get("rtt").asDouble()) : beat;
    }

    private JsonNode receiveOf(String id, boolean signed) throws IOException {
        while (true) {
            JsonNode message = receive(signed);
            if (message.get("ID").asText().equals("HTB")) {
                acknowledge(message, signed);
            }
            if (message.get("ID").asText().equals(id)) {
                return message;
            }
        }
    }

    private void acknowledge(JsonNode beat, boolean signed) throws IOException {
        if (signed) {
            say("{\"ID\":\"ACK\",\"seq\":" + beat.get("seq") + ",\"time\":" + beat.get("time") + "}");
        } else {
            server.acknowledge(beat);
        }
    }

    /** Says something in a signed frame. Answers the frame. */
    private byte[] say(String json) throws IOException {
        byte[] frame = sealer.seal(KEY, json.getBytes(UTF_8));
        server.reply(frame);
        return frame;
    }

    private JsonNode command(String id, String command, String... args) throws IOException {
        say(new String(writer.command("web-01", id, command, List.of(args)), UTF_8));
        JsonNode result = receiveOf("RES", true);
        assertThat(result.get("id").asText()).isEqualTo(id);
        assertThat(writer.result(
                        "web-01",
                        id,
                        result.get("status").asText(),
                        result.get("output").asText()))
                .isEqualTo(JSON.writeValueAsBytes(result));
        return result;
    }

    @Test
    void beatsReportsAndGoodbyeAreThoseOfHbc() throws Exception {
        Process mini = start(
                Mini.SOURCE,
                configuration(
                        ", \"plugins\": {\"os_info\": {}, \"cpu_monitor\": {}, \"memory_monitor\": {},"
                                + "\"disk_monitor\": {}, \"network_monitor\": {}, \"ping_monitor\": {\"hosts\": [\"127.0.0.1\"]},"
                                + "\"nagios_runner\": {\"commands\": [\"check_dummy 1 'a b'\", \"check_load -w 100 -c 200\"]}}"),
                "-v",
                server.address().toString());

        JsonNode first = receive(false);
        server.reply("{\"ID\":\"CMD\",\"name\":\"web-01\",\"id\":\"c-1\",\"command\":\"x\",\"args\":[]}"); // unsigned
        server.acknowledge(first);
        Map<String, JsonNode> reports = new LinkedHashMap<>();
        while (reports.size() < 7) {
            JsonNode report = receiveOf("PLG", false);
            reports.put(report.get("plugin").asText(), report);
        }
        JsonNode later = receiveOf("HTB", false);

        assertThat(first.get("boot").asBoolean()).isTrue();
        assertThat(first.get("version").asText()).isEqualTo("1.0.0");
        assertThat(later.get("rtt").asDouble()).isPositive();
        assertThat(reports.get("memory_monitor").get("percent").asDouble()).isBetween(0.0, 100.0);
        assertThat(reports.get("cpu_monitor").get("per_core"))
                .hasSize(Runtime.getRuntime().availableProcessors());
        assertThat(reports.get("disk_monitor")
                        .at("/partitions")
                        .get("/")
                        .get("free_mb")
                        .asLong())
                .isPositive();
        assertThat(reports.get("network_monitor").has("errors_total")).isTrue();
        assertThat(reports.get("ping_monitor").at("/hosts/127.0.0.1/reachable").asBoolean())
                .isTrue();
        JsonNode nagios = reports.get("nagios_runner");
        assertThat(nagios.get("status").asText()).isEqualTo("WARNING");
        assertThat(nagios.at("/commands/check_dummy/output").asText()).isEqualTo("WARNING: a b");
        assertThat(nagios.at("/commands/check_load/perfdata/load1/value").isNumber())
                .isTrue();

        mini.toHandle().destroy();
        JsonNode bye = receiveOf("HTB", false);
        while (!bye.path("shutdown").asBoolean()) {
            bye = receiveOf("HTB", false);
        }
        assertThat(mini.waitFor()).isEqualTo(143);
        assertThat(directory.resolve("errors")).content().contains("commands_ignored=1");
    }

    @Test
    void commandsAreRefusedUnlessTheyAreAllowed() throws Exception {
        start(
                Mini.SOURCE,
                configuration(", \"plugins\": {}, \"key\": \"correct horse battery staple\""),
                server.address().toString());
        receiveOf("HTB", true);

        assertThat(command("c-1", "uptime").get("status").asText()).isEqualTo("refused");
        say(new String(writer.upgrade("web-01", "u-1", "9.0", "https://hb.example/x", "0".repeat(64)), UTF_8));
        JsonNode upgrade = receiveOf("RES", true);
        assertThat(upgrade.get("status").asText()).isEqualTo("refused");
        server.reply("{\"ID\":\"CMD\",\"id\":\"c-2\",\"command\":\"x\"}"); // unsigned: ignored
        JsonNode beat = receive(true);
        assertThat(beat.get("ID").asText()).isEqualTo("HTB");
    }

    @Test
    void allowedCommandsRunWithoutAShellOnceEach() throws Exception {
        start(
                Mini.SOURCE,
                configuration(", \"plugins\": {}, \"key\": \"correct horse battery staple\", \"commands\": {"
                        + "\"echo\": {\"argv\": [\"/bin/echo\", \"-n\"], \"args\": [\"[a-z$;]+\", \"[0-9]+\"]},"
                        + "\"count\": [\"/bin/sh\", \"-c\", \"echo x >> " + directory.resolve("count") + "; cat "
                        + directory.resolve("count") + "\"],"
                        + "\"fails\": [\"/bin/sh\", \"-c\", \"echo oops >&2; exit 3\"],"
                        + "\"slow\": {\"argv\": [\"/bin/sh\", \"-c\", \"echo begun; sleep 1000\"], \"timeout\": 1},"
                        + "\"flood\": [\"/bin/sh\", \"-c\", \"yes | head -c 1000000\"]}"),
                server.address().toString());
        receiveOf("HTB", true);

        assertThat(command("1", "echo", "a;$b", "12").toString())
                .contains("\"status\":\"ok\"", "\"output\":\"a;$b 12\"");
        assertThat(command("2", "echo", "A").get("status").asText()).isEqualTo("refused");
        assertThat(command("3", "echo", "a", "1", "2").get("status").asText()).isEqualTo("refused");
        assertThat(command("4", "rm").get("status").asText()).isEqualTo("refused");
        assertThat(command("5", "count", "x").get("status").asText()).isEqualTo("refused");
        assertThat(command("6", "fails").toString()).contains("\"status\":\"failed\"", "oops", "exit code 3");
        assertThat(command("7", "slow").toString()).contains("\"status\":\"timeout\"", "begun");
        assertThat(command("8", "flood").get("output").asText()).startsWith("y\ny\n"); // cut as hbc cuts it

        byte[] frame = say(new String(writer.command("web-01", "9", "count", List.of()), UTF_8));
        assertThat(receiveOf("RES", true).get("output").asText()).isEqualTo("x\n");
        server.reply(frame);
        say(new String(writer.command("web-01", "9", "count", List.of()), UTF_8)); // the same order, sealed anew
        assertThat(receiveOf("RES", true).get("output").asText()).isEqualTo("x\n");
        say(new String(writer.command("web-01", "late", "count", List.of(), 5), UTF_8)); // expired: no answer
        FrameSealer minuteAgo = new FrameSealer(Direction.TO_AGENT, Clock.offset(clock, Duration.ofSeconds(-61)));
        double nextYear = clock.instant().plus(Duration.ofDays(365)).getEpochSecond();
        server.reply(minuteAgo.seal(KEY, writer.command("web-01", "held", "count", List.of(), nextYear)));
        server.reply(minuteAgo.seal(KEY, writer.command("web-01", "held too", "count", List.of())));
        assertThat(command("10", "count").get("output").asText()).isEqualTo("x\nx\n");
    }

    @Test
    void ordersOfOneMomentAreAllObeyed() throws Exception {
        start(
                Mini.SOURCE,
                configuration(", \"plugins\": {}, \"key\": \"correct horse battery staple\", \"commands\": "
                        + "{\"echo\": {\"argv\": [\"/bin/echo\"], \"args\": [\"[a-z]+\"]}}"),
                server.address().toString());
        receiveOf("HTB", true);
        FrameSealer moment = new FrameSealer(Direction.TO_AGENT, Clock.fixed(clock.instant(), ZoneOffset.UTC));
        List<String> words = List.of("one", "two", "three");
        for (String word : words) {
            server.reply(moment.seal(KEY, writer.command("web-01", word, "echo", List.of(word))));
        }

        Map<String, String> results = new LinkedHashMap<>();
        while (results.size() < words.size()) {
            JsonNode result = receiveOf("RES", true);
            results.put(result.get("id").asText(), result.get("output").asText());
        }
        assertThat(results).isEqualTo(Map.of("one", "one\n", "two", "two\n", "three", "three\n"));
    }

    @Test
    void commandIsNotObeyedAgainAfterARestart() throws Exception {
        String configuration =
                configuration(", \"plugins\": {}, \"key\": \"correct horse battery staple\", \"commands\": "
                        + "{\"count\": [\"/bin/sh\", \"-c\", \"echo x >> " + directory.resolve("count") + "; cat "
                        + directory.resolve("count") + "\"]}");
        Process first = start(Mini.SOURCE, configuration, server.address().toString());
        receiveOf("HTB", true);
        byte[] frame = say(new String(writer.command("web-01", "1", "count", List.of()), UTF_8));
        receiveOf("RES", true);
        first.destroyForcibly().waitFor();

        start(Mini.SOURCE, configuration, server.address().toString());
        receiveOf("HTB", true);
        server.reply(frame);

        say(new String(writer.command("web-01", "1", "count", List.of()), UTF_8)); // the same order, sealed anew
        JsonNode begun = receiveOf("RES", true);
        assertThat(begun.get("id").asText()).isEqualTo("1");
        assertThat(begun.get("output").asText()).contains("started anew after it had begun this");
        assertThat(command("2", "count").get("output").asText()).isEqualTo("x\nx\n");
    }

    @Test
    void upgradeNeedsItsDigestAndALaterVersion() throws Exception {
        Path source = Files.copy(Mini.SOURCE, directory.resolve("HbcMini.java"));
        byte[] later = Files.readString(source)
                .replace("VERSION = \"1.0.0\"", "VERSION = \"1.2.0\"")
                .getBytes(UTF_8);
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, later.length);
            exchange.getResponseBody().write(later);
            exchange.close();
        });
        web.start();
        try {
            String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/HbcMini.java";
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(later));
            start(
                    source,
                    configuration(", \"plugins\": {}, \"key\": \"correct horse battery staple\", \"upgrade\": true"),
                    server.address().toString());
            receiveOf("HTB", true);

            assertThat(upgrade("1.0.0", url, digest).get("output").asText()).contains("not newer");
            assertThat(upgrade("0.9", url, digest).get("status").asText()).isEqualTo("refused");
            assertThat(upgrade("1.2.0", "file:///etc/passwd", digest)
                            .get("status")
                            .asText())
                    .isEqualTo("refused");
            assertThat(upgrade("1.2.0", url, "0".repeat(64)).get("output").asText())
                    .contains("another digest");
            assertThat(upgrade("1.3.0", url, digest).get("output").asText()).contains("does not say");
            assertThat(source).content().contains("VERSION = \"1.0.0\"");
            assertThat(upgrade("1.2.0", url, digest).get("status").asText()).isEqualTo("ok");

            assertThat(source).content().contains("VERSION = \"1.2.0\"");
            JsonNode beat = receiveOf("HTB", true);
            while (!beat.get("version").asText().equals("1.2.0")) {
                assertThat(beat.has("shutdown")).isFalse();
                beat = receiveOf("HTB", true);
            }
            assertThat(beat.get("boot").asBoolean()).isTrue();
        } finally {
            web.stop(0);
            ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains(source.toString()))
                    .forEach(started::add);
        }
    }

    private int orders;

    private JsonNode upgrade(String version, String url, String digest) throws IOException {
        say(new String(writer.upgrade("web-01", "u" + orders++, version, url, digest), UTF_8));
        return receiveOf("RES", true);
    }

    @Test
    void textTravelsOnceAndWrongConfigurationsAreSaid() throws Exception {
        Process mini = start(
                Mini.SOURCE,
                configuration(""),
                "-b",
                "-m",
                "backup \"done\" ✓",
                server.address().toString());
        JsonNode beat = receiveOf("HTB", false);
        assertThat(beat.get("msg").asText()).isEqualTo("backup \"done\" ✓");
        assertThat(beat.get("boot").asBoolean()).isTrue();
        assertThat(mini.waitFor()).isZero();

        assertThat(start(
                                Mini.SOURCE,
                                "{\"intervall\": 3, \"port\": 0, \"key_file\": \"/nowhere\", \"plugins\": {\"nagios_runner\": {}, \"x\": {}}}",
                                "--check-config")
                        .waitFor())
                .isOne();
        assertThat(directory.resolve("errors"))
                .content()
                .contains(
                        "intervall: unknown key", "port: must be a number", "plugins.nagios_runner.commands: 1 to 200")
                .contains("plugins.x: unknown key")
                .contains("key_file: the secret in /nowhere cannot be read: there is no such file");
        assertThat(start(Mini.SOURCE, "{}", "--no-such-option").waitFor()).isEqualTo(2);
    }

    @Test
    void runsInTheBackground() throws Exception {
        assertThat(start(
                                Mini.SOURCE,
                                configuration(", \"plugins\": {}"),
                                "-d",
                                server.address().toString())
                        .waitFor())
                .isZero();
        long pid = Long.parseLong(
                Files.readString(directory.resolve("state/hbc.pid")).strip());
        ProcessHandle background = ProcessHandle.of(pid).orElseThrow();
        started.add(background);

        assertThat(receiveOf("HTB", false).get("boot").asBoolean()).isTrue();
        background.destroy();
        await().atMost(Duration.ofMinutes(1)).until(() -> !background.isAlive());
        assertThat(TestTime.START).isNotNull();
    }
}
