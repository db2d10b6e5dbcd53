package io.heartbeat.pump.sender.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;

/**
 * A broker with its controller in this process: plain, with TLS and clients' certificates, and two listeners whose advertised
 * name only a proxy knows.
 */
final class KafkaBroker implements AutoCloseable {
    /** What nobody can look up. */
    static final String HIDDEN = "kafka.hidden.invalid";

    final int plain = freePort();
    final int tls = freePort();
    final int hidden = freePort();
    final int hiddenTls = freePort();
    final Path certificate;
    final Path key;
    private final Path log;
    private final KafkaRaftServer server;

    KafkaBroker(Path directory) throws Exception {
        certificate = directory.resolve("cert.pem");
        key = directory.resolve("key.pem");
        log = directory.resolve("log");
        makeCertificate(directory);
        Path file = directory.resolve("server.properties");
        Properties settings = settings(directory);
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = StorageTool.execute(
                new String[] {"format", "-t", "AAAAAAAAAAAAAAAAAAAAAQ", "-c", file.toString()}, new PrintStream(said));
        if (status != 0) {
            throw new IOException(said.toString(StandardCharsets.UTF_8));
        }
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
    }

    private Properties settings(Path directory) throws IOException {
        int controller = freePort();
        Properties all = new Properties();
        all.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAIN",
                "log.dirs", log.toString(),
                "auto.create.topics.enable", "false",
                "log.cleaner.enable", "false"));
        all.put(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAIN:PLAINTEXT,TLS:SSL,HIDDEN:PLAINTEXT,HIDDENTLS:SSL");
        all.put(
                "listeners",
                "CONTROLLER://127.0.0.1:" + controller + ",PLAIN://127.0.0.1:" + plain + ",TLS://127.0.0.1:" + tls
                        + ",HIDDEN://127.0.0.1:" + hidden + ",HIDDENTLS://127.0.0.1:" + hiddenTls);
        all.put(
                "advertised.listeners",
                "PLAIN://127.0.0.1:" + plain + ",TLS://localhost:" + tls + ",HIDDEN://" + HIDDEN + ":" + hidden
                        + ",HIDDENTLS://" + HIDDEN + ":" + hiddenTls);
        Path both =
                Files.writeString(directory.resolve("both.pem"), Files.readString(key) + Files.readString(certificate));
        all.put("ssl.keystore.type", "PEM");
        all.put("ssl.keystore.location", both.toString());
        all.put("ssl.truststore.type", "PEM");
        all.put("ssl.truststore.location", certificate.toString());
        all.put("listener.name.tls.ssl.client.auth", "required");
        return all;
    }

    private static void makeCertificate(Path directory) throws Exception {
        Process process = new ProcessBuilder(("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem"
                                + " -days 2 -subj /CN=test -addext subjectAltName=DNS:localhost,DNS:" + HIDDEN)
                        .split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void makeTopic(String name, Map<String, String> configuration) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + plain))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configuration)))
                    .all()
                    .get();
        }
    }

    int partitions(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + plain))) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        }
    }

    /** All records of a topic, from partition to partition. */
    List<ConsumerRecord<String, String>> records(String topic, int partitions) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", "127.0.0.1:" + plain,
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", StringDeserializer.class));
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            for (int i = 0; i < partitions; i++) {
                TopicPartition partition = new TopicPartition(topic, i);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
            }
        }
        return records;
    }

    /** The batches of partition 0 as they lie on the broker's disk: their compression, and whether they are idempotent. */
    List<String> batches(String topic) throws IOException {
        List<String> batches = new ArrayList<>();
        try (FileRecords file = FileRecords.open(
                log.resolve(topic + "-0/00000000000000000000.log").toFile())) {
            for (RecordBatch batch : file.batches()) {
                batches.add(batch.compressionType().name + (batch.hasProducerId() ? " idempotent" : ""));
            }
        }
        return batches;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
