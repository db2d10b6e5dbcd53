package io.heartbeat.pump.sender.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** Makes Kafka's own clients. */
interface Clients {
    Producer<byte[], byte[]> producer();

    Admin admin();
}
