package io.heartbeat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Fired;
import io.heartbeat.SteppedTime;
import io.heartbeat.flow.Lanes;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.KeyRing;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {
    private static final SigningKey WEB_KEY = new SigningKey("web", new byte[32], "web");

    @TempDir
    private Path data;

    private final SteppedTime time = new SteppedTime();
    private final Telemetry telemetry = new Telemetry(time);
    private final Announcements events = new Announcements();
    private final Fired<BeatReceived> beats = new Fired<>();
    private final Fired<HostSigned> signed = new Fired<>();
    private final Fired<SignedExchange> exchanges = new Fired<>();
    private DatagramChannel server;
    private DatagramSocket agent;
    private Intake intake;
    private Roster roster;

    @BeforeEach
    void open() throws IOException {
        server = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        agent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        events.beats = beats;
        events.reports = new Fired<>();
        events.results = new Fired<>();
        events.signed = signed;
        events.exchanges = exchanges;
        IngestSettings settings = new IngestSettings(
                List.of(), 0, 3, 1, AuthMode.OBSERVE, Map.of("strict", AuthMode.REQUIRE), List.of(WEB_KEY));
        roster = new Roster(settings);
        Signing signing = new Signing(settings, new StorageSettings(data, "", "", ""), time, telemetry);
        time.pass(Duration.ofSeconds(1));
        intake = new Intake(
                roster,
                new Seals(signing, time.clock()),
                new Lanes(),
                events,
                new Replies(server, telemetry),
                new Stamps(time),
                telemetry,
                100);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        agent.close();
    }

    @Test
    void aHeartbeatBecomesAnEventAndIsAcknowledgedAtOnce() throws IOException {
        take("{\"ID\":\"HTB\",\"name\":\"web\",\"seq\":7,\"time\":12.5}");

        assertThat(beats.all).extracting(BeatReceived::host).containsExactly("web");
        assertThat(answer()).isEqualTo("{\"ID\":\"ACK\",\"name\":\"web\",\"seq\":7,\"time\":12.5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "garbage | unknown_format",
                "{\"ID\":\"HTB\",\"name\":\"web\" | bad_json",
                "{\"ID\":\"XXX\",\"name\":\"web\"} | unknown_type",
                "{\"ID\":\"ACK\",\"name\":\"web\"} | wrong_direction",
                "{\"ID\":\"CMD\",\"name\":\"web\",\"id\":\"1\",\"command\":\"x\"} | wrong_direction",
                "{\"ID\":\"HTB\",\"name\":\"web\\nroot\"} | bad_name",
                "{\"ID\":\"HTB\",\"name\":\"<b>web</b>\"} | bad_name",
                "{\"ID\":\"HTB\"} | name_missing",
                "{\"ID\":\"HTB\",\"name\":\"web\",\"interval\":1e999999} | bad_number",
                "{\"ID\":\"HTB\",\"name\":\"strict\"} | unsigned"
            })
    void whatIsRefusedIsCountedByReasonAndAnsweredWithNothing(String datagram, String reason) throws IOException {
        take(datagram);

        assertThat(beats.all).isEmpty();
        assertThat(rejected(reason)).isEqualTo(1);
        assertThat(answer()).isNull();
    }

    @Test
    void aMessageWithoutANameBelongsToTheHostLastSeenAtItsSource() {
        take("{\"ID\":\"HTB\",\"name\":\"web\"}");
        take("{\"ID\":\"HTB\",\"name\":\"db\"}");
        take("{\"ID\":\"HTB\"}");

        assertThat(beats.all).extracting(BeatReceived::host).containsExactly("web", "db", "db");
    }

    @Test
    void inventedNamesBeyondTheCapAreRefusedAndKnownHostsMissNothing() {
        for (int i = 0; i < 100; i++) {
            take("{\"ID\":\"HTB\",\"name\":\"h" + i + "\"}");
        }
        take("{\"ID\":\"HTB\",\"name\":\"h1\"}");

        assertThat(rejected("host_limit")).isEqualTo(97);
        assertThat(beats.all).extracting(BeatReceived::host).containsExactly("h0", "h1", "h2", "h1");
    }

    @Test
    void aSignedHeartbeatIsAnsweredSignedAndFromThenOnDemanded() throws IOException {
        FrameSealer sealer = new FrameSealer(Direction.TO_SERVER, time.clock());
        byte[] frame = sealer.seal(WEB_KEY, heartbeat("web"));
        take(frame);
        byte[] reply = answerBytes();
        take("{\"ID\":\"HTB\",\"name\":\"web\"}");

        assertThat(beats.all).hasSize(1).allMatch(beat -> beat.arrival().signed());
        assertThat(signed.all).extracting(HostSigned::host).containsExactly("web");
        assertThat(rejected("unsigned")).isEqualTo(1);
        assertThat(reply).hasSizeLessThanOrEqualTo(frame.length);
        assertThat(unsealed(reply)).contains("\"ID\":\"ACK\"");
    }

    @Test
    void onlyAFreshSignedMessageLetsAHostBeToldSomethingAndThatIsSigned() throws IOException {
        byte[] order = "{\"ID\":\"CMD\",\"name\":\"web\",\"id\":\"1\",\"command\":\"uptime\"}"
                .getBytes(StandardCharsets.UTF_8);
        events.exchanges = new Fired<>(exchange -> {
            exchanges.fire(exchange);
            assertThat(exchange.line().test(order)).isTrue();
        });
        take("{\"ID\":\"HTB\",\"name\":\"web\"}");
        assertThat(exchanges.all).isEmpty();
        answer();
        FrameSealer sealer = new FrameSealer(Direction.TO_SERVER, time.clock());
        byte[] report = "{\"ID\":\"PLG\",\"plugin\":\"p\"}".getBytes(StandardCharsets.UTF_8);
        byte[] frame = sealer.seal(WEB_KEY, report);
        take(frame);

        assertThat(exchanges.all).extracting(SignedExchange::host).containsExactly("web");
        assertThat(unsealed(answerBytes())).isEqualTo(new String(order, StandardCharsets.UTF_8));
        take(frame);
        take(sealer.seal(WEB_KEY, "{\"ID\":\"HTB\",\"shutdown\":true}".getBytes(StandardCharsets.UTF_8)));
        assertThat(exchanges.all).hasSize(1);
    }

    @Test
    void aForgedAReplayedAForeignAndAnUnknownFrameAreRefused() {
        FrameSealer sealer = new FrameSealer(Direction.TO_SERVER, time.clock());
        byte[] good = sealer.seal(WEB_KEY, heartbeat("web"));
        byte[] forged = good.clone();
        forged[good.length - 2] ^= 1;
        take(forged);
        take(good);
        take(good);
        take(sealer.seal(WEB_KEY, heartbeat("db")));
        take(sealer.seal(new SigningKey("nobody", new byte[32], "nobody"), heartbeat("web")));
        byte[] late = sealer.seal(WEB_KEY, heartbeat("web"));
        time.pass(Duration.ofSeconds(91));
        take(late);

        assertThat(beats.all).hasSize(1);
        for (String reason : List.of("bad_mac", "replayed", "foreign_name", "unknown_key", "stale")) {
            assertThat(rejected(reason)).as(reason).isEqualTo(1);
        }
    }

    @Test
    void anObserverThatThrowsIsCountedAndTheNextMessageIsWorkedOn() {
        events.beats = new Fired<>(beat -> {
            throw new IllegalStateException("observer");
        });
        take("{\"ID\":\"HTB\",\"name\":\"web\"}");
        events.beats = beats;
        take("{\"ID\":\"HTB\",\"name\":\"web\"}");

        assertThat(beats.all).hasSize(1);
        assertThat(value("hbd_observer_failures_total", Map.of())).isEqualTo(1);
    }

    @Test
    void randomBytesNeverEscapeAsAnException() {
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 4 && i % 3 == 0) {
                System.arraycopy("HBS1".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
            } else if (bytes.length > 0 && i % 3 == 1) {
                bytes[0] = 0x78;
            }
            take(bytes);
        }

        assertThat(beats.all).isEmpty();
        assertThat(roster.size()).isZero();
        double total = Arrays.stream(Rejection.values())
                .mapToDouble(reason -> rejected(reason.label()))
                .sum();
        assertThat(total).isEqualTo(20_000);
    }

    private static byte[] heartbeat(String name) {
        return ("{\"ID\":\"HTB\",\"name\":\"" + name + "\",\"seq\":1}").getBytes(StandardCharsets.UTF_8);
    }

    private String unsealed(byte[] reply) {
        SignedFrame frame = new SignedFrame(Direction.TO_AGENT, new ReplayWindows(time.clock(), Duration.ofDays(1)));
        time.pass(Duration.ofMillis(1));
        assertThat(frame.open(KeyRing.of(List.of(WEB_KEY)), reply, 0, reply.length))
                .isIn(null, Rejection.REPLAYED);
        return new String(reply, frame.payloadOffset(), frame.payloadLength(), StandardCharsets.UTF_8);
    }

    private void take(String datagram) {
        take(datagram.getBytes(StandardCharsets.UTF_8));
    }

    private void take(byte[] bytes) {
        intake.take(bytes, 0, bytes.length, time.steadyNanos(), (InetSocketAddress) agent.getLocalSocketAddress());
    }

    private String answer() throws IOException {
        byte[] bytes = answerBytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Loopback delivers before {@code send} returns, so what is not there now never comes. */
    private byte[] answerBytes() throws IOException {
        agent.setSoTimeout(20);
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            agent.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return null;
        }
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private double rejected(String reason) {
        return value("hbd_datagrams_rejected_total", Map.of("reason", reason));
    }

    private double value(String name, Map<String, String> labels) {
        return telemetry.instruments().stream()
                .filter(instrument ->
                        instrument.name().equals(name) && instrument.labels().equals(labels))
                .mapToDouble(instrument -> instrument.value().getAsDouble())
                .sum();
    }
}
