package io.heartbeat.pump.sender.kafka;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Clients as Kafka gives them to everybody. */
final class DirectClients implements Clients {
    private final Map<String, Object> producer;
    private final Map<String, Object> admin;

    DirectClients(KafkaPlan plan) throws IOException {
        producer = ClientSettings.producer(plan);
        admin = ClientSettings.admin(plan);
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producer);
    }

    @Override
    public Admin admin() {
        return Admin.create(admin);
    }
}
