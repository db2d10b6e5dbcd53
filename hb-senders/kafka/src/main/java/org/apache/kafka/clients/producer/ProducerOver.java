package org.apache.kafka.clients.producer;

import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** Kafka's producer over connections that are given. Kafka lets only classes of this package do so. */
public final class ProducerOver {
    private ProducerOver() {}

    /** A producer that closes the client when it is closed. */
    public static Producer<byte[], byte[]> client(
            ProducerConfig config, ProducerMetadata metadata, KafkaClient client, ApiVersions versions) {
        return new KafkaProducer<>(
                config,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                metadata,
                client,
                null,
                versions,
                Time.SYSTEM);
    }
}
