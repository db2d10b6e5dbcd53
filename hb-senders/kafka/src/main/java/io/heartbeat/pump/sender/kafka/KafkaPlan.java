package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.Socks5;
import io.heartbeat.pump.sender.Tls;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Where and how.
 *
 * @param servers where to begin, {@code host:port} each
 * @param topic that takes the records
 * @param key of each record; null for none
 * @param shape how the topic is made; null when it is not
 * @param tls null for plain connections
 * @param proxy null for none
 * @param delivery how long a record may wait for its acknowledgement, attempts included
 */
record KafkaPlan(List<String> servers, String topic, String key, Shape shape, Tls tls, Socks5 proxy, Duration delivery)
        implements SenderPlan {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final String SERVER = "(\\[[0-9a-fA-F:.]+]|[^\\s:/,]+):[0-9]{1,5}";
    private static final String TOPIC = "[a-zA-Z0-9._-]{1,249}";

    /**
     * A topic that does not exist yet.
     *
     * @param partitions at least 1
     * @param replicas of each, at least 1
     */
    record Shape(int partitions, short replicas) {
        static Shape from(Section keys) {
            int partitions = keys.integer("num_partitions", 0, 1, 100_000);
            int replicas = keys.integer("replication_factor", 0, 1, Short.MAX_VALUE);
            if (partitions > 0 != replicas > 0) {
                keys.warning(
                        "", "has no effect: a topic is made where num_partitions and replication_factor are both set");
            }
            return partitions > 0 && replicas > 0 ? new Shape(partitions, (short) replicas) : null;
        }
    }

    static KafkaPlan from(Section keys) {
        String topic = keys.text("kafka_topic", "");
        if (topic.isEmpty() && keys.has("kafka_topic")) {
            topic = "-"; // of another type, which is said already
        }
        if (!topic.matches(TOPIC) || topic.matches("\\.\\.?")) {
            keys.problem(
                    "kafka_topic",
                    topic.isEmpty()
                            ? "is needed: the topic that takes the entries"
                            : "must be letters, digits, dots, - and _, up to 249, and not . or ..");
        }
        Tls tls = Tls.from(keys, "ca", "certfile", "keyfile");
        boolean ssl = keys.flag("ssl", false);
        if (!ssl && (tls.authorities() != null || tls.certificate() != null)) {
            keys.warning(tls.authorities() != null ? "ca" : "certfile", "has no effect without ssl: true");
        }
        String version = keys.text("kafka_api_version", "auto");
        if (!version.matches("auto|[0-9]+(\\.[0-9]+)*")) {
            keys.problem("kafka_api_version", "must be a version such as 3.8, or auto");
        }
        if (keys.has("security_protocol")) {
            keys.warning("security_protocol", "has no effect, here as in journalpump; ssl decides");
        }
        return new KafkaPlan(
                servers(keys),
                topic,
                keys.text("kafka_msg_key", null),
                Shape.from(keys.section("kafka_topic_config")),
                ssl ? tls : null,
                Socks5.from(keys, "socks5_proxy"),
                keys.seconds("kafka_timeout", DELIVERY, Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    private static List<String> servers(Section keys) {
        List<String> servers = keys.texts("kafka_address").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        if (servers.isEmpty()) {
            keys.problem("kafka_address", "is needed, such as kafka.example.org:9092");
        }
        for (String server : servers) {
            if (!server.matches(SERVER) || Integer.parseInt(server.replaceAll(".*:", "")) > 65_535) {
                keys.problem("kafka_address", "must be host:port, or several with commas between; found " + server);
            }
        }
        return servers;
    }

    /** One of {@link #servers}, not looked up. */
    static InetSocketAddress address(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(server.substring(colon + 1)));
    }

    @Override
    public Sender open(SenderContext context) throws IOException, InterruptedException {
        return new Opening(this).open();
    }

    @Override
    public String toString() {
        return "KafkaPlan[" + String.join(",", servers) + ", " + topic + (tls == null ? "" : ", " + tls)
                + (proxy == null ? "" : ", " + proxy) + "]"; // the key may be anything
    }
}
