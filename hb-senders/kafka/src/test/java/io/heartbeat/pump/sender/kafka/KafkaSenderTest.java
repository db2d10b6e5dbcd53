package io.heartbeat.pump.sender.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.pump.sender.websocket.SocksProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class KafkaSenderTest {
    @TempDir
    static Path directory;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new KafkaBroker(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Sender open(String address, String topic, String... more) throws Exception {
        return SenderContract.plan(
                        new KafkaSenderFactory(),
                        "kafka_address: " + address + "\nkafka_topic: " + topic + "\n" + String.join("\n", more))
                .open(new SenderContext("r", "s", directory, TimeSource.SYSTEM, Runnable::run, Metrics.NONE));
    }

    private static String plain() {
        return "127.0.0.1:" + broker.plain;
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "c" + batch.size(), 0);
        }
        return batch;
    }

    private static List<String> values(String topic) {
        return broker.records(topic, 1).stream().map(ConsumerRecord::value).toList();
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new KafkaSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void pendingEntriesBecomeRecordsInOrderCompressedAndIdempotent() throws Exception {
        broker.makeTopic("ordered", Map.of());
        Batch batch = batch("{\"n\":1}", "{\"n\":2}", "{\"n\":3,\"m\":\"ä" + "x".repeat(5000) + "\"}");
        batch.acknowledge(1);
        try (Sender sender = open(plain(), "ordered")) {
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            sender.send(batch("{\"n\":4}"));
        }

        assertThat(values("ordered"))
                .containsExactly("{\"n\":1}", "{\"n\":3,\"m\":\"ä" + "x".repeat(5000) + "\"}", "{\"n\":4}");
        assertThat(broker.records("ordered", 1)).extracting(ConsumerRecord::key).containsOnlyNulls();
        assertThat(broker.batches("ordered")).hasSizeGreaterThan(1).containsOnly("zstd idempotent");
    }

    @Test
    void topicIsMadeAsSaidAndMayBeThereAlready() throws Exception {
        String shape = "kafka_topic_config: {num_partitions: 3, replication_factor: 1}";
        for (int i = 0; i < 2; i++) {
            try (Sender sender = open(plain(), "made", shape, "kafka_msg_key: web")) {
                sender.send(batch("{\"n\":" + i + "}"));
            }
        }
        assertThat(broker.partitions("made")).isEqualTo(3);
        List<ConsumerRecord<String, String>> records = broker.records("made", 3);
        assertThat(records).extracting(ConsumerRecord::key).containsExactly("web", "web");
        assertThat(records).extracting(ConsumerRecord::value).containsExactly("{\"n\":0}", "{\"n\":1}");
        assertThat(records)
                .extracting(ConsumerRecord::partition)
                .hasSameElementsAs(List.of(records.get(0).partition()));
        assertThatThrownBy(
                        () -> open(plain(), "never", "kafka_topic_config: {num_partitions: 3, replication_factor: 7}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("replication");
    }

    @Test
    void recordThatTheBrokerFindsTooLargeIsPoisonAndTheRestArrives() throws Exception {
        broker.makeTopic("small", Map.of("max.message.bytes", "10000"));
        StringBuilder noise = new StringBuilder();
        Random random = new Random(50003);
        for (int i = 0; i < 50_000; i++) {
            noise.append((char) ('a' + random.nextInt(26)));
        }
        Batch batch = batch("{\"n\":1}", "{\"n\":\"" + noise + "\"}", "{\"n\":3}");
        try (Sender sender = open(plain(), "small")) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(batch.isPoison(1)).isTrue();
        assertThat(batch.isPoison(0) || batch.isPoison(2)).isFalse();
        assertThat(batch.reason(1)).contains("max message size");
        assertThat(values("small")).containsExactlyInAnyOrder("{\"n\":1}", "{\"n\":3}");
    }

    @Test
    void tlsChecksTheNameAndShowsTheOwnCertificate() throws Exception {
        broker.makeTopic("encrypted", Map.of());
        String[] keys = {
            "ssl: true", "ca: " + broker.certificate, "certfile: " + broker.certificate, "keyfile: " + broker.key
        };
        Batch batch = batch("{\"n\":1}");
        try (Sender sender = open("localhost:" + broker.tls, "encrypted", keys)) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(values("encrypted")).containsExactly("{\"n\":1}");
        assertThatThrownBy(() -> open("127.0.0.1:" + broker.tls, "encrypted", keys))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No subject alternative names");
        assertThatThrownBy(() -> open("localhost:" + broker.tls, "encrypted", "ssl: true"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("certification path");
    }

    @Test
    void allConnectionsGoThroughTheProxyWhichLooksNamesUp() throws Exception {
        try (SocksProxy proxy = new SocksProxy()) {
            Batch batch = batch("{\"n\":1}");
            try (Sender sender = open(
                    KafkaBroker.HIDDEN + ":" + broker.hidden,
                    "hidden",
                    "socks5_proxy: " + proxy.address(),
                    "kafka_topic_config: {num_partitions: 1, replication_factor: 1}")) {
                sender.send(batch);
            }
            assertThat(batch.pending()).isZero();
            assertThat(proxy.targets).hasSizeGreaterThan(3).containsOnly(KafkaBroker.HIDDEN + ":" + broker.hidden);

            try (Sender sender = open(
                    KafkaBroker.HIDDEN + ":" + broker.hiddenTls,
                    "hidden",
                    "socks5_proxy: " + proxy.address(),
                    "ssl: true",
                    "ca: " + broker.certificate)) {
                sender.send(batch("{\"n\":2}"));
            }
            assertThatThrownBy(() -> open(
                            "127.0.0.1:" + broker.hiddenTls,
                            "hidden",
                            "socks5_proxy: " + proxy.address(),
                            "ssl: true",
                            "ca: " + broker.certificate))
                    .hasMessageContaining("No subject alternative names");
        }
        assertThat(values("hidden")).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(broker.batches("hidden")).containsOnly("zstd idempotent");
    }

    /** The broker has them; its answers get lost. */
    @Test
    void recordsThatNobodyAcknowledgesStayPendingAndAreOfferedAgain() throws Exception {
        broker.makeTopic("unanswered", Map.of());
        Batch batch = batch("{\"n\":1}", "{\"n\":2}");
        String address = KafkaBroker.HIDDEN + ":" + broker.hidden;
        try (SocksProxy proxy = new SocksProxy();
                Sender sender = open(address, "unanswered", "socks5_proxy: " + proxy.address(), "kafka_timeout: 5")) {
            proxy.mute();

            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(?s)" + address + ": no (answer|acknowledgement) in time.*");
        }
        assertThat(batch.pending()).isEqualTo(2);

        try (Sender sender = open(plain(), "unanswered")) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(values("unanswered")).containsOnly("{\"n\":1}", "{\"n\":2}").endsWith("{\"n\":2}");
    }

    @Test
    void brokerThatGoesAwayLeavesTheBatchPending() throws Exception {
        broker.makeTopic("left", Map.of());
        Batch batch = batch("{\"n\":1}");
        try (SocksProxy proxy = new SocksProxy();
                Sender sender = open(
                        KafkaBroker.HIDDEN + ":" + broker.hidden,
                        "left",
                        "socks5_proxy: " + proxy.address(),
                        "kafka_timeout: 5")) {
            proxy.cut();

            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(?s).*: no (answer|acknowledgement) in time.*");
        }
        assertThat(batch.pending()).isOne();
        assertThat(values("left")).isEmpty();
    }

    @Test
    void brokerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> open("127.0.0.1:" + port + ", no.such.host.invalid:9092", "t"))
                .isInstanceOf(IOException.class)
                .hasMessage("127.0.0.1:" + port
                        + ": Connection refused; no.such.host.invalid:9092: no address is known of this host");
    }

    @Test
    void interruptEndsTheWaitForABrokerThatHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread opening = Thread.currentThread();
            CompletableFuture<Void> impatient = CompletableFuture.runAsync(() -> {
                try (Socket reach = silent.accept();
                        Socket client = silent.accept()) {
                    reach.getInputStream().read();
                    client.getInputStream().read();
                    opening.interrupt();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThatThrownBy(() -> open("127.0.0.1:" + silent.getLocalPort(), "t"))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
            impatient.join();
        }
    }

    @Test
    void onlyWhatThisMachineCanLoadIsChosenForCompression() {
        assertThat(Compression.best()).isEqualTo(Compression.ZSTD);
        assertThat(Compression.values()).allMatch(Compression::works);
    }

    @Test
    void wrongKeysAreNamed() {
        assertThatThrownBy(() -> SenderContract.plan(
                        new KafkaSenderFactory(),
                        "kafka_topic: 'a b'\nkafka_api_version: new\ncertfile: c.pem\n"
                                + "kafka_topic_config: {num_partitions: 0, replication: 2}"))
                .hasMessageContaining("kafka_address: is needed, such as kafka.example.org:9092")
                .hasMessageContaining("kafka_topic: must be letters")
                .hasMessageContaining("kafka_api_version: must be a version")
                .hasMessageContaining("certfile: goes with keyfile")
                .hasMessageContaining("kafka_topic_config.num_partitions: must be a whole number")
                .hasMessageContaining("kafka_topic_config.replication: unknown key");
        assertThatThrownBy(() -> SenderContract.plan(
                        new KafkaSenderFactory(), "kafka_topic: t\nkafka_address: 'kafka:9092, other'"))
                .hasMessageContaining("kafka_address: must be host:port, or several with commas between; found other");
    }
}
