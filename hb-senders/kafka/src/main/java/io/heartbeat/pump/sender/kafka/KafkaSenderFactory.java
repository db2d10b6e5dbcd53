package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: kafka}. */
public final class KafkaSenderFactory implements SenderFactory {
    /** For the service loader. */
    public KafkaSenderFactory() {}

    @Override
    public String type() {
        return "kafka";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(300);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return KafkaPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                kafka_address: kafka1.example.org:9093,kafka2.example.org:9093
                kafka_topic: journals
                kafka_msg_key: web
                kafka_api_version: "3.8"
                kafka_topic_config: {num_partitions: 3, replication_factor: 2}
                ssl: true
                ca: /etc/ssl/ca.pem
                certfile: /etc/ssl/client.pem
                keyfile: /etc/ssl/client.key
                socks5_proxy: socks5://user:s3cr3t@proxy.example.org:1080
                kafka_timeout: 30
                """;
    }
}
