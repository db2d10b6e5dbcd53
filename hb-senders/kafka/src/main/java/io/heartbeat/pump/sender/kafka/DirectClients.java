package io.heartbeat.pump.sender.kafka;

import java.io.IOException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Clients as Kafka gives them to everybody. */
final class DirectClients implements Clients {
    private final ClientSettings settings;

    DirectClients(KafkaPlan plan) throws IOException {
        settings = new ClientSettings(plan);
    }

    @Override
    public Producer<byte[], byte[]> producer(int room) {
        return new KafkaProducer<>(settings.producer(room));
    }

    @Override
    public Admin admin() {
        return Admin.create(settings.admin());
    }
}
