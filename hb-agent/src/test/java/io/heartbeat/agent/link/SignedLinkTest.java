package io.heartbeat.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.agent.TestSettings;
import io.heartbeat.agent.TestTime;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.KeyRing;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLinkTest {
    private static final SigningKey KEY = key("a very secret secret");
    private static final SigningKey OTHER = key("some other secret!");

    private final TestTime time = new TestTime();
    private final Counters counters = new Counters();
    private final Clock clock = new TestClock();
    private final ReplayWindows seen = new ReplayWindows(clock, Duration.ofSeconds(10));
    private final SignedFrame frame = new SignedFrame(Direction.TO_SERVER, seen);
    private final FrameSealer sealer = new FrameSealer(Direction.TO_AGENT, clock);

    @TempDir
    Path stateDir;

    private FakeServer server;
    private Link link;

    private final class TestClock extends Clock {
        @Override
        public Instant instant() {
            return time.wall();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static SigningKey key(String secret) {
        return new SigningKey("web1", secret.getBytes(StandardCharsets.UTF_8), "web1");
    }

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        link = link();
        time.pass(Duration.ofMillis(5));
    }

    private Link link() throws IOException {
        AgentSettings settings = TestSettings.of(Optional.of(KEY), stateDir, 10, 1 << 20);
        return Link.lasting(
                settings, server.address(), new Surroundings(time, counters, InetAddress::getAllByName, Runnable::run));
    }

    @AfterEach
    void end() throws IOException {
        link.close();
        server.close();
    }

    private JsonNode receive() throws IOException {
        byte[] datagram = server.receiveBytes();
        assertThat(frame.open(KeyRing.of(List.of(KEY)), datagram, 0, datagram.length))
                .isNull();
        return new ObjectMapper().readTree(datagram, frame.payloadOffset(), frame.payloadLength());
    }

    private static byte[] ack(JsonNode beat) {
        return ("{\"ID\":\"ACK\",\"name\":\"web1\",\"seq\":" + beat.get("seq") + ",\"time\":" + beat.get("time") + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void turnUntil(Callable<Boolean> done) {
        await().atMost(ONE_MINUTE).until(() -> {
            link.turn();
            return done.call();
        });
    }

    @Test
    void heartbeatsAndReportsAreSignedAndCountUp() throws Exception {
        link.add("p", "{\"ID\":\"PLG\",\"name\":\"web1\",\"plugin\":\"p\"}".getBytes(StandardCharsets.UTF_8), false);
        link.turn();
        JsonNode beat = receive();
        long bootId = frame.bootId();
        assertThat(frame.seq()).isEqualTo(1);
        time.pass(Duration.ofMillis(10));
        server.reply(sealer.seal(KEY, ack(beat)));
        turnUntil(() -> link.waiting() == 0);

        assertThat(receive().get("ID").asText()).isEqualTo("PLG");
        assertThat(frame.seq()).isEqualTo(2);
        assertThat(frame.bootId()).isEqualTo(bootId);
        assertThat(link.presence()).isEqualTo(Presence.HERE);
    }

    @Test
    void everyStartDrawsItsOwnBootId() throws Exception {
        link.turn();
        receive();
        long first = frame.bootId();
        link.close();
        link = link();
        link.turn();
        receive();

        assertThat(frame.bootId()).isNotEqualTo(first);
    }

    @Test
    void repliesThatAreNotProvenAreCountedAndChangeNothing() throws Exception {
        link.turn();
        JsonNode beat = receive();
        byte[] good = sealer.seal(KEY, ack(beat));
        byte[] broken = good.clone();
        broken[broken.length - 1] ^= 1;

        server.reply(ack(beat));
        server.reply("{\"ID\":\"CMD\",\"name\":\"web1\",\"id\":\"1\",\"command\":\"reboot\"}");
        server.reply(broken);
        server.reply(sealer.seal(OTHER, ack(beat)));
        server.reply(new FrameSealer(Direction.TO_SERVER, clock).seal(KEY, ack(beat)));
        server.reply(
                new FrameSealer(Direction.TO_AGENT, Clock.offset(clock, Duration.ofSeconds(-91))).seal(KEY, ack(beat)));

        turnUntil(() -> counters.of(Rejection.STALE) == 1);
        assertThat(counters.of(Rejection.UNSIGNED)).isEqualTo(2);
        assertThat(counters.of(Rejection.BAD_MAC)).isEqualTo(2);
        assertThat(counters.of(Rejection.WRONG_DIRECTION)).isOne();
        assertThat(link.presence()).isEqualTo(Presence.AWAITED);
        assertThat(server.poll()).isNull();
    }

    @Test
    void replayedReplyIsRefusedAlsoAfterARestart() throws Exception {
        link.turn();
        byte[] answer = sealer.seal(KEY, ack(receive()));
        server.reply(answer);
        server.reply(answer);
        turnUntil(() -> counters.of(Rejection.REPLAYED) == 1);
        assertThat(counters.of(Counter.BEATS_ANSWERED)).isOne();
        link.close();

        link = link();
        link.turn();
        receive();
        server.reply(answer);

        turnUntil(() -> counters.of(Rejection.REPLAYED) == 2);
        assertThat(link.presence()).isEqualTo(Presence.AWAITED);
        try (var files = Files.list(stateDir)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void afterAKillRepliesCountAgainInLessThanAnOrderLives() throws Exception {
        time.pass(ReplayMemory.SAVE_INTERVAL);
        link.turn();
        receive();
        try (Link killed = link) { // whose file nobody has closed
            link = link();
            link.turn();
            server.reply(sealer.seal(KEY, ack(receive())));
            turnUntil(() -> counters.of(Rejection.REPLAYED) == 1);
            time.pass(Duration.ofMillis(30_001));
            link.turn();
            server.reply(sealer.seal(KEY, ack(receive())));
            turnUntil(() -> link.presence() == Presence.HERE);
            assertThat(killed.presence()).isEqualTo(Presence.AWAITED);
        }
    }

    @Test
    void whatWasSeenIsSavedInTime() throws Exception {
        for (int i = 0; i < 20; i++) {
            link.turn();
            server.reply(sealer.seal(KEY, ack(receive())));
            int answers = i + 1;
            turnUntil(() -> counters.of(Counter.BEATS_ANSWERED) == answers);
            time.pass(Duration.ofSeconds(30));
        }
        assertThat(counters.of(Rejection.STALE)).isZero();
    }

    @Test
    void commandsAndUpgradesAreRefusedWithASignedResult() throws Exception {
        link.turn();
        receive();
        String sha256 = "0".repeat(64);

        server.reply(sealer.seal(
                KEY,
                "{\"ID\":\"CMD\",\"name\":\"web1\",\"id\":\"c1\",\"command\":\"reboot\",\"args\":[]}"
                        .getBytes(StandardCharsets.UTF_8)));
        server.reply(sealer.seal(
                KEY,
                ("{\"ID\":\"UPD\",\"name\":\"web1\",\"id\":\"u1\",\"version\":\"9\",\"url\":\"http://x/\",\"sha256\":\""
                                + sha256 + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        turnUntil(() -> counters.of(Counter.COMMANDS_REFUSED) == 2);

        for (String id : List.of("c1", "u1")) {
            JsonNode result = receive();
            assertThat(result.get("ID").asText()).isEqualTo("RES");
            assertThat(result.get("id").asText()).isEqualTo(id);
            assertThat(result.get("status").asText()).isEqualTo("refused");
        }
    }

    @Test
    void stateDirectoryThatCannotBeWrittenDoesNotHinder() throws Exception {
        link.close();
        try (var files = Files.list(stateDir)) {
            Files.delete(files.findFirst().orElseThrow());
        }
        Files.delete(stateDir);
        Files.writeString(stateDir, "a file where the directory should be");

        link = link();
        time.pass(Duration.ofMillis(5));
        link.turn();
        server.reply(sealer.seal(KEY, ack(receive())));

        turnUntil(() -> link.presence() == Presence.HERE);
    }

    @Test
    void singleHeartbeatTakesTheAnswerOfAServerWhoseClockIsBehind() throws Exception {
        AgentSettings settings = TestSettings.of(Optional.of(KEY), stateDir, 10, 1 << 20);
        Surroundings around = new Surroundings(time, counters, InetAddress::getAllByName, Runnable::run);
        try (Link once = Link.once(settings, server.address(), around, new Greeting(false, "backup done"))) {
            once.turn();
            JsonNode beat = receive();
            assertThat(beat.get("msg").asText()).isEqualTo("backup done");
            assertThat(beat.has("boot")).isFalse();
            server.reply(new FrameSealer(Direction.TO_AGENT, Clock.offset(clock, Duration.ofMinutes(-1)))
                    .seal(KEY, ack(beat)));

            await().atMost(ONE_MINUTE).until(() -> {
                once.turn();
                return once.presence() == Presence.HERE;
            });
        }
    }
}
