package io.heartbeat.pump.sender.otlp;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: otlp}. */
public final class OtlpSenderFactory implements SenderFactory {
    /** For the service loader. */
    public OtlpSenderFactory() {}

    @Override
    public String type() {
        return "otlp";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return OtlpPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                otlp_endpoint: https://collector.example.org:4318
                otlp_encoding: protobuf
                otlp_compression: gzip
                otlp_headers: {Authorization: "Bearer s3cr3t"}
                otlp_resource_attributes: {deployment.environment.name: production}
                otlp_timeout: 10
                ca: /etc/ssl/ca.pem
                certfile: /etc/ssl/client.pem
                keyfile: /etc/ssl/client.key
                """;
    }
}
