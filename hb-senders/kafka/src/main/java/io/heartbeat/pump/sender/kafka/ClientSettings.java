package io.heartbeat.pump.sender.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Settings of Kafka's clients: bounded in time and memory, nothing by class name. */
final class ClientSettings {
    /** How long a broker may take for each answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MILLIS = (int) PATIENCE.toMillis();
    /** The largest record, bytes: an entry has up to 1 MiB. What a broker takes is its own affair. */
    private static final int LARGEST = 4 << 20;

    private final KafkaPlan plan;
    private final SSLContext tls;

    /** @throws IOException when the files of TLS are of no use */
    ClientSettings(KafkaPlan plan) throws IOException {
        this.plan = plan;
        this.tls = plan.tls() == null ? null : plan.tls().context();
    }

    /** @param room bytes of records in one batch */
    Map<String, Object> producer(int room) {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, Compression.best().named());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, room);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MILLIS);
        int delivery = (int) plan.delivery().toMillis();
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(MILLIS, delivery / 2)); // Kafka insists on less
        return settings;
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = common();
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS);
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, plan.servers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "hbc");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, MILLIS);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, MILLIS);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, MILLIS);
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        if (tls != null) {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL");
            settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, TlsEngines.class);
            settings.put(TlsEngines.CONTEXT, tls);
        }
        return settings;
    }
}
