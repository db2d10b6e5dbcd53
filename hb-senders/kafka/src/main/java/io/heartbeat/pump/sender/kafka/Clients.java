package io.heartbeat.pump.sender.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** Makes Kafka's own clients. */
interface Clients {
    /** @param room bytes of records in one batch; a larger record is one for itself */
    Producer<byte[], byte[]> producer(int room);

    Admin admin();
}
