package io.heartbeat.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.agent.Order;
import io.heartbeat.agent.Orders;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.TestSettings;
import io.heartbeat.agent.TestTime;
import io.heartbeat.agent.command.AllowList;
import io.heartbeat.agent.command.Obedience;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to the agent's door with a command in it, from who has not the key, or not now, or not for this host. */
class DoorTest {
    private static final int TRIES = 1_000_000;
    private static final int DIFFERENT = 1_000;
    private static final SigningKey KEY = key("web1", "the secret of web1");
    private static final SigningKey FORGED = key("web1", "a secret that is wrong");
    private static final SigningKey STRANGER = key("db1", "the secret of db1!");
    private static final ServerAddress SERVER = new ServerAddress("hb.example.org", 50003);

    private final TestTime time = new TestTime();
    private final Clock clock = time.clock();
    private final Counters counters = new Counters();
    private final List<Order> taken = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final MessageWriter writer = new MessageWriter();
    private final Random random = new Random(50003);
    private final Orders orders = (order, answer) -> taken.add(order);

    @TempDir
    Path stateDir;

    private static SigningKey key(String id, String secret) {
        return new SigningKey(id, secret.getBytes(StandardCharsets.UTF_8), id);
    }

    /** The ways of a stranger; each comes as often as the others. */
    private enum Way {
        UNSIGNED,
        FORGED_MAC,
        CHANGED_BYTE,
        CUT,
        REPLAYED,
        STALE,
        EXPIRED,
        OTHER_KEY,
        OTHER_HOST,
        OWN_FRAME_BACK
    }

    private byte[] command(String host, int number) {
        double expires = time.wall().plusSeconds(60).toEpochMilli() / 1000.0;
        return writer.command(host, "c-" + number, "reboot", List.of("-f"), expires);
    }

    private final FrameSealer sealer = new FrameSealer(Direction.TO_AGENT, clock);
    private final FrameSealer late = new FrameSealer(Direction.TO_AGENT, Clock.offset(clock, Duration.ofSeconds(-91)));
    private final FrameSealer back = new FrameSealer(Direction.TO_SERVER, clock);

    private byte[] datagram(Way way, int number, byte[] good, byte[] forgedGood) {
        return switch (way) {
            case UNSIGNED -> command("web1", number);
            case FORGED_MAC -> forgedGood;
            case CHANGED_BYTE -> changed(good);
            case CUT -> java.util.Arrays.copyOf(good, 4 + random.nextInt(good.length - 4));
            case REPLAYED -> good;
            case STALE -> late.seal(KEY, command("web1", number));
            case EXPIRED -> sealer.seal(KEY, writer.command("web1", "e-" + number, "reboot", List.of("-f"), 5));
            case OTHER_KEY -> sealer.seal(STRANGER, command("web1", number));
            case OTHER_HOST -> sealer.seal(KEY, command("db1", number));
            case OWN_FRAME_BACK -> back.seal(KEY, command("web1", number));
        };
    }

    private byte[] changed(byte[] good) {
        byte[] bytes = good.clone();
        bytes[4 + random.nextInt(bytes.length - 4)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    @Test
    void aMillionTriesExecuteNothingAreCountedAndAnsweredWithNothing() throws IOException {
        Path ran = stateDir.resolve("ran");
        ReplayWindows windows = new ReplayWindows(clock, Duration.ofDays(1));
        time.pass(Duration.ofSeconds(1));
        Envelope envelope = new SignedEnvelope(KEY, clock, windows);
        Inbox inbox = new Inbox(
                "web1", SERVER, envelope, null, null, null, counters, obedience(ran), (id, result) -> answered.add(id));
        byte[] good = sealer.seal(KEY, command("web1", 0));
        inbox.take(ByteBuffer.wrap(good));
        assertThat(ran).as("whoever has the key is obeyed").hasContent("-f");
        assertThat(answered).containsExactly("c-0");
        Files.delete(ran);
        answered.clear();
        byte[] forgedGood = new FrameSealer(Direction.TO_AGENT, clock).seal(FORGED, command("web1", 1));

        List<Map<Way, byte[]>> samples = new ArrayList<>();
        for (int i = 0; i < DIFFERENT; i++) {
            Map<Way, byte[]> sample = new EnumMap<>(Way.class);
            for (Way way : Way.values()) {
                sample.put(way, datagram(way, i, good, forgedGood));
            }
            samples.add(sample);
        }
        Way[] ways = Way.values();
        for (int i = 0; i < TRIES; i++) {
            byte[] datagram = samples.get(i / ways.length % samples.size()).get(ways[i % ways.length]);
            inbox.take(ByteBuffer.wrap(datagram));
        }

        assertThat(ran).doesNotExist();
        assertThat(answered).isEmpty();
        long each = TRIES / ways.length;
        assertThat(counters.of(Rejection.UNSIGNED))
                .as("among them what lost the mark")
                .isGreaterThanOrEqualTo(each);
        assertThat(counters.of(Rejection.STALE)).isEqualTo(each);
        assertThat(counters.of(Rejection.WRONG_DIRECTION)).isEqualTo(each);
        assertThat(counters.of(Rejection.UNKNOWN_KEY)).isGreaterThanOrEqualTo(each);
        assertThat(counters.of(Rejection.BAD_MAC)).isGreaterThan(each);
        assertThat(counters.of(Rejection.REPLAYED)
                        + counters.of(Rejection.FOREIGN_NAME)
                        + counters.of(Counter.COMMANDS_EXPIRED))
                .as("each frame for another host is foreign once, each that expired is that once, then both are"
                        + " replayed")
                .isEqualTo(3 * each);
        assertThat(counters.of(Rejection.FOREIGN_NAME)).isEqualTo(DIFFERENT);
        assertThat(counters.of(Counter.COMMANDS_EXPIRED)).isEqualTo(DIFFERENT);
        assertThat(heard() + counters.of(Counter.COMMANDS_EXPIRED)).isEqualTo(TRIES);
    }

    /** An agent whose list has the command, and that would do it at once. */
    private Orders obedience(Path ran) throws IOException {
        Path file = Files.writeString(
                stateDir.resolve("hbc.yaml"),
                "commands: {reboot: {argv: [/bin/sh, -c, 'echo \"$1\" >> " + ran + "', sh], args: ['-f']}}");
        AllowList list = Settings.read(file, Map.of(), root -> AllowList.from(root, true));
        return new Obedience(
                list,
                stateDir.resolve("orders"),
                order -> Optional.empty(),
                time,
                counters,
                Runnable::run,
                Runnable::run);
    }

    @Test
    void anUnsignedAgentIgnoresOrdersWithoutAWord() {
        Inbox inbox = new Inbox(
                "web1",
                SERVER,
                new Envelope.Plain(),
                null,
                null,
                null,
                counters,
                orders,
                (id, result) -> answered.add(id));
        inbox.take(ByteBuffer.wrap(command("web1", 1)));

        assertThat(taken).isEmpty();
        assertThat(answered).isEmpty();
        assertThat(counters.of(Counter.COMMANDS_IGNORED)).isOne();
    }

    @Test
    void noOrderStandsLongerThanAMinuteAfterItWasSealed() {
        ReplayWindows windows = new ReplayWindows(clock, Duration.ofDays(1));
        time.pass(Duration.ofSeconds(1));
        Envelope envelope = new SignedEnvelope(KEY, clock, windows);
        Inbox inbox = new Inbox("web1", SERVER, envelope, null, null, null, counters, orders, (id, result) -> {});
        double nextYear = time.wall().plus(Duration.ofDays(365)).getEpochSecond();
        inbox.take(ByteBuffer.wrap(sealer.seal(KEY, writer.command("web1", "1", "x", List.of(), nextYear))));
        inbox.take(ByteBuffer.wrap(sealer.seal(KEY, writer.command("web1", "2", "x", List.of()))));
        inbox.take(ByteBuffer.wrap(sealer.seal(KEY, writer.command("web1", "3", "x", List.of(), 5))));

        assertThat(taken)
                .extracting(Order::expiresAt)
                .containsExactly(
                        time.wall().plusSeconds(60), time.wall().plusSeconds(60), java.time.Instant.ofEpochSecond(5));
    }

    @Test
    void overARealSocketNothingIsExecutedEither() throws IOException {
        AgentSettings settings = TestSettings.of(Optional.of(KEY), stateDir, 10, 1 << 20);
        try (FakeServer server = new FakeServer()) {
            Link link = Link.lasting(
                    settings,
                    server.address(),
                    new Surroundings(time, counters, InetAddress::getAllByName, Runnable::run, orders));
            time.pass(Duration.ofMillis(5));
            link.turn();
            server.receiveBytes();
            byte[] forged = new FrameSealer(Direction.TO_AGENT, clock).seal(FORGED, command("web1", 1));
            long before = heard();
            for (int i = 0; i < 1_000; i++) {
                server.reply(command("web1", i));
                server.reply(forged);
                server.reply(late.seal(KEY, command("web1", i)));
                server.reply(sealer.seal(KEY, command("db1", i)));
                server.reply(back.seal(KEY, command("web1", i)));
                long expected = before + 5L * (i + 1);
                await().atMost(ONE_MINUTE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> {
                            link.turn();
                            return heard() == expected;
                        });
            }

            assertThat(taken).isEmpty();
            assertThat(server.poll()).isNull();
            server.reply(sealer.seal(KEY, command("web1", 7)));
            await().atMost(ONE_MINUTE).until(() -> {
                link.turn();
                return taken.size() == 1;
            });
            link.close();
        }
    }

    private long heard() {
        long all = 0;
        for (Rejection reason : Rejection.values()) {
            all += counters.of(reason);
        }
        return all;
    }
}
