package io.heartbeat.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.TestSettings;
import io.heartbeat.agent.TestTime;
import io.heartbeat.protocol.Rejection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final TestTime time = new TestTime();
    private final Counters counters = new Counters();
    private final List<Link> opened = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void close() throws IOException {
        for (Link link : opened) {
            link.close();
        }
        server.close();
    }

    private Link link() throws IOException {
        return link(TestSettings.plain(), server.address(), InetAddress::getAllByName, Runnable::run);
    }

    private Link link(AgentSettings settings, ServerAddress address, Resolver resolver, Executor executor)
            throws IOException {
        Link link = Link.lasting(settings, address, new Surroundings(time, counters, resolver, executor));
        opened.add(link);
        return link;
    }

    private static InetAddress loopback(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal)[0];
    }

    private static AgentSettings buffering(int reports, long bytes) {
        return TestSettings.of(Optional.empty(), Path.of("/nonexistent"), reports, bytes);
    }

    /** One heartbeat and its answer; the answer has arrived when this returns. */
    private void beatAndAnswer(Link link) throws IOException {
        long answered = counters.of(Counter.BEATS_ANSWERED);
        link.turn();
        server.acknowledge(receiveBeat());
        turnUntil(link, () -> counters.of(Counter.BEATS_ANSWERED) > answered);
    }

    private JsonNode receiveBeat() throws IOException {
        JsonNode message = server.receive();
        assertThat(message.get("ID").asText()).isEqualTo("HTB");
        return message;
    }

    private static void turnUntil(Link link, java.util.concurrent.Callable<Boolean> done) {
        await().atMost(ONE_MINUTE).until(() -> {
            link.turn();
            return done.call();
        });
    }

    private static byte[] report(int number) {
        return ("{\"ID\":\"PLG\",\"name\":\"web1\",\"plugin\":\"p\",\"n\":" + number + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reports that arrive while time goes on in small steps. */
    private List<Integer> reportsWithin(Link link, Duration span) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (long passed = 0; passed < span.toMillis(); passed += 50) {
            link.turn();
            for (JsonNode message = server.poll(); message != null; message = server.poll()) {
                numbers.add(message.get("n").asInt());
            }
            time.pass(Duration.ofMillis(50));
        }
        return numbers;
    }

    @Test
    void firstHeartbeatSaysAllThatTheWireKnows() throws Exception {
        link().turn();

        JsonNode beat = receiveBeat();
        assertThat(beat.fieldNames())
                .toIterable()
                .containsExactly("ID", "name", "interval", "seq", "time", "boot", "version");
        assertThat(beat.get("name").asText()).isEqualTo("web1");
        assertThat(beat.get("interval").asInt()).isEqualTo(30);
        assertThat(beat.get("seq").asInt()).isEqualTo(1);
        assertThat(beat.get("time").asDouble()).isEqualTo(TestTime.START.toEpochMilli() / 1000.0);
        assertThat(beat.get("boot").asBoolean()).isTrue();
    }

    @Test
    void heartbeatsFollowEachIntervalAndTellTheRoundTripTime() throws Exception {
        Link link = link();
        link.turn();
        JsonNode first = receiveBeat();
        time.pass(Duration.ofMillis(12));
        server.acknowledge(first);
        turnUntil(link, () -> link.presence() == Presence.HERE);

        assertThat(link.turn()).isEqualTo(29_988);
        time.pass(Duration.ofMillis(29_987));
        link.turn();
        assertThat(server.poll()).isNull();
        time.pass(Duration.ofMillis(1));
        link.turn();

        JsonNode second = receiveBeat();
        assertThat(second.get("seq").asInt()).isEqualTo(2);
        assertThat(second.get("rtt").asDouble()).isEqualTo(12.0);
        assertThat(second.has("boot")).isFalse();
        assertThat(second.has("msg")).isFalse();
    }

    @Test
    void suspendedMachineSendsOneHeartbeat() throws Exception {
        Link link = link();
        beatAndAnswer(link);

        time.pass(Duration.ofMinutes(10).minusMillis(1));
        link.turn();

        assertThat(receiveBeat().get("seq").asInt()).isEqualTo(2);
        time.pass(Duration.ofMillis(100));
        link.turn();
        assertThat(server.poll()).isNull();
        assertThat(link.presence()).isEqualTo(Presence.HERE);
    }

    @Test
    void serverThatOwesTwoAnswersIsAwayAndComesBackWithTheNext() throws Exception {
        Link link = link();
        beatAndAnswer(link);
        for (int i = 0; i < 2; i++) {
            time.pass(INTERVAL);
            link.turn();
            receiveBeat();
            assertThat(link.presence()).isEqualTo(Presence.HERE);
        }

        time.pass(INTERVAL);
        link.turn();
        assertThat(link.presence()).isEqualTo(Presence.AWAY);
        server.acknowledge(receiveBeat());

        turnUntil(link, () -> link.presence() == Presence.HERE);
    }

    @Test
    void reportsWaitWhileTheServerIsAwayAndFollowGently() throws Exception {
        Link link = link(buffering(3, 1 << 20), server.address(), InetAddress::getAllByName, Runnable::run);
        for (int n = 1; n <= 5; n++) {
            link.add("p", report(n), false);
        }
        link.turn();
        JsonNode beat = receiveBeat();
        assertThat(reportsWithin(link, Duration.ofMillis(200))).isEmpty();
        assertThat(link.waiting()).isEqualTo(3);
        assertThat(counters.of(Counter.REPORTS_DROPPED)).isEqualTo(2);

        server.acknowledge(beat);
        turnUntil(link, () -> link.presence() == Presence.HERE);
        link.turn();

        assertThat(server.receive().get("n").asInt()).isEqualTo(3);
        assertThat(server.poll()).isNull();
        assertThat(reportsWithin(link, Duration.ofMillis(200))).containsExactly(4, 5);
        assertThat(counters.of(Counter.REPORTS_SENT)).isEqualTo(3);
    }

    @Test
    void bufferIsBoundedInBytesToo() throws Exception {
        int size = report(1).length;
        Link link = link(buffering(100, 2L * size), server.address(), InetAddress::getAllByName, Runnable::run);

        for (int n = 1; n <= 5; n++) {
            link.add("p", report(n), false);
        }

        assertThat(link.waiting()).isEqualTo(2);
        assertThat(counters.of(Counter.REPORTS_DROPPED)).isEqualTo(3);
    }

    @Test
    void reportsWaitAsSoonAsAnAnswerIsOverdue() throws Exception {
        Link link = link();
        beatAndAnswer(link);
        time.pass(INTERVAL);
        link.turn();
        receiveBeat();
        time.pass(Duration.ofSeconds(1));

        link.add("p", report(1), false);

        assertThat(reportsWithin(link, Duration.ofMillis(200))).isEmpty();
        assertThat(link.waiting()).isOne();
    }

    @Test
    void lastingReportsAreRepeatedWhenTheServerCameBack() throws Exception {
        Link link = link();
        link.add("facts", report(7), true);
        beatAndAnswer(link);
        assertThat(reportsWithin(link, Duration.ofMillis(200))).containsExactly(7);
        time.pass(Duration.ofMillis(29_800));
        for (int i = 0; i < 3; i++) {
            link.turn();
            receiveBeat();
            time.pass(INTERVAL);
        }
        assertThat(link.presence()).isEqualTo(Presence.AWAY);

        beatAndAnswer(link);

        assertThat(reportsWithin(link, Duration.ofMillis(200))).containsExactly(7);
    }

    @Test
    void nextAddressIsTriedWhenTheFirstStaysSilent() throws Exception {
        try (FakeServer six = new FakeServer("::1", server.port())) {
            InetAddress[] both = {loopback("127.0.0.1"), loopback("::1")};
            Link link = link(
                    TestSettings.plain(), new ServerAddress("hb.test", server.port()), host -> both, Runnable::run);
            link.turn();
            assertThat(receiveBeat().get("boot").asBoolean()).isTrue();

            time.pass(Duration.ofSeconds(2));
            link.turn();

            JsonNode again = six.receive();
            assertThat(again.get("seq").asInt()).isEqualTo(1);
            assertThat(again.get("boot").asBoolean()).isTrue();
            six.acknowledge(again);
            turnUntil(link, () -> link.presence() == Presence.HERE);
            time.pass(INTERVAL);
            link.turn();
            assertThat(six.receive().get("seq").asInt()).isEqualTo(2);
            assertThat(server.poll()).isNull();
        }
    }

    @Test
    void serverThatMovedIsFoundAgain() throws Exception {
        try (FakeServer moved = new FakeServer("127.0.0.2", server.port())) {
            List<InetAddress> known = new ArrayList<>(List.of(loopback("127.0.0.1")));
            Resolver resolver = host -> known.toArray(InetAddress[]::new);
            Link link =
                    link(TestSettings.plain(), new ServerAddress("hb.test", server.port()), resolver, Runnable::run);
            beatAndAnswer(link);
            known.set(0, loopback("127.0.0.2"));

            for (int i = 0; i < 4; i++) {
                time.pass(INTERVAL);
                link.turn();
            }

            moved.acknowledge(moved.receive());
            turnUntil(link, () -> link.presence() == Presence.HERE);
        }
    }

    @Test
    void nameThatCannotBeResolvedIsAskedAgainAndCounted() throws Exception {
        List<String> asked = new ArrayList<>();
        Resolver resolver = host -> {
            asked.add(host);
            if (asked.size() < 3) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {loopback("127.0.0.1")};
        };
        Link link = link(TestSettings.plain(), new ServerAddress("hb.test", server.port()), resolver, Runnable::run);

        assertThat(link.turn()).isEqualTo(5000);
        link.turn();
        assertThat(asked).hasSize(1);
        time.pass(Duration.ofSeconds(5));
        link.turn();
        time.pass(Duration.ofSeconds(5));
        link.turn();

        assertThat(receiveBeat().get("boot").asBoolean()).isTrue();
        assertThat(counters.of(Counter.RESOLVE_FAILURES)).isEqualTo(2);
    }

    @Test
    void resolverThatHangsDelaysNoOtherServer() throws Exception {
        CompletableFuture<Void> never = new CompletableFuture<>();
        Link hangs = link(
                TestSettings.plain(),
                new ServerAddress("hangs.test", 1),
                host -> {
                    never.join();
                    return new InetAddress[0];
                },
                work -> new Thread(work).start());
        Link fine = link();

        hangs.turn();
        fine.turn();
        assertThat(receiveBeat().get("seq").asInt()).isEqualTo(1);
        time.pass(INTERVAL);
        hangs.turn();
        fine.turn();

        assertThat(receiveBeat().get("seq").asInt()).isEqualTo(2);
        never.complete(null);
    }

    @Test
    void hostileRepliesAreCountedAndChangeNothing() throws Exception {
        Link link = link();
        link.turn();
        JsonNode beat = receiveBeat();

        server.reply("");
        server.reply("garbage");
        server.reply("{\"ID\":\"ACK\"");
        server.reply("{\"ID\":\"ACK\",\"seq\":1e999999}");
        server.reply("{\"ID\":\"HTB\",\"name\":\"web1\"}");
        server.reply("{\"ID\":\"ACK\",\"name\":\"other\",\"seq\":1}");
        server.reply("{\"ID\":\"ACK\",\"name\":\"web1\",\"seq\":99}");
        server.reply("{\"ID\":\"ACK\",\"name\":\"web1\",\"seq\":-1}");
        server.reply("{\"ID\":\"ACK\",\"name\":\"web1\",\"seq\":1,\"time\":12.5}");
        server.reply("{\"ID\":\"ACK\",\"name\":\"web1\"}");
        server.reply("{\"ID\":\"CMD\",\"name\":\"web1\",\"id\":\"7\",\"command\":\"reboot\"}");

        turnUntil(link, () -> counters.of(Counter.COMMANDS_IGNORED) == 1);
        assertThat(link.presence()).isEqualTo(Presence.AWAITED);
        assertThat(counters.of(Rejection.EMPTY)).isOne();
        assertThat(counters.of(Rejection.UNKNOWN_FORMAT)).isOne();
        assertThat(counters.of(Rejection.BAD_JSON)).isOne();
        assertThat(counters.of(Rejection.BAD_NUMBER)).isOne();
        assertThat(counters.of(Rejection.WRONG_DIRECTION)).isOne();
        assertThat(counters.of(Rejection.FOREIGN_NAME)).isOne();
        assertThat(counters.of(Counter.ANSWERS_UNMATCHED)).isEqualTo(4);
        assertThat(server.poll()).isNull();
        server.acknowledge(beat);
        server.acknowledge(beat);
        turnUntil(link, () -> counters.of(Counter.ANSWERS_UNMATCHED) == 5);
        assertThat(counters.of(Counter.BEATS_ANSWERED)).isOne();
    }

    @Test
    void goodbyeIsSaidAtTheEnd() throws Exception {
        Link link = link();
        Thread thread = new Thread(link);
        thread.start();
        receiveBeat();

        link.stop();
        thread.join();

        JsonNode goodbye = receiveBeat();
        assertThat(goodbye.get("shutdown").asBoolean()).isTrue();
        assertThat(goodbye.get("seq").asInt()).isEqualTo(2);
        assertThat(goodbye.has("boot")).isFalse();
    }

    @Test
    void serverThatIsStartedLaterIsFound() throws Exception {
        ServerAddress address = server.address();
        server.close();
        Link link = link(TestSettings.plain(), address, InetAddress::getAllByName, Runnable::run);
        link.turn();
        turnUntil(link, () -> counters.of(Counter.SEND_FAILURES) > 0);

        try (FakeServer late = new FakeServer("127.0.0.1", address.port())) {
            time.pass(INTERVAL);
            link.turn();
            late.acknowledge(late.receive());
            turnUntil(link, () -> link.presence() == Presence.HERE);
        }
    }
}
