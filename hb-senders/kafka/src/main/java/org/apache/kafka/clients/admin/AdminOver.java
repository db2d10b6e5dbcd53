package org.apache.kafka.clients.admin;

import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.admin.internals.AdminMetadataManager;
import org.apache.kafka.common.utils.Time;

/** Kafka's administration over connections that are given. Kafka lets only classes of this package do so. */
public final class AdminOver {
    private AdminOver() {}

    /** An administration that closes the client when it is closed. */
    public static Admin client(AdminClientConfig config, AdminMetadataManager metadata, KafkaClient client) {
        return KafkaAdminClient.createInternal(config, metadata, client, Time.SYSTEM);
    }
}
