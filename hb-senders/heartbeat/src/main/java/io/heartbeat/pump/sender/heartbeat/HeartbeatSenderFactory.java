package io.heartbeat.pump.sender.heartbeat;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: heartbeat}. */
public final class HeartbeatSenderFactory implements SenderFactory {
    /** For the service loader. */
    public HeartbeatSenderFactory() {}

    @Override
    public String type() {
        return "heartbeat";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(300);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return HeartbeatPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                heartbeat_server: hb.example.org
                heartbeat_port: 7008
                heartbeat_host: web1
                heartbeat_log: journal
                heartbeat_service: ""
                heartbeat_format: text
                heartbeat_timeout: 60
                ssl: true
                ca: /etc/heartbeat/certs/ca.pem
                certfile: /etc/heartbeat/certs/client-web1.pem
                keyfile: /etc/heartbeat/certs/client-web1.pem
                """;
    }
}
