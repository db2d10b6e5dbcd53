package io.heartbeat.pump.sender.loghog;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: loghog}. */
public final class LogHogSenderFactory implements SenderFactory {
    /** For the service loader. */
    public LogHogSenderFactory() {}

    @Override
    public String type() {
        return "loghog";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(300);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return LogHogPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                loghog_server: logs.example.org
                loghog_port: 5577
                loghog_application: journal
                loghog_secret: s3cr3t
                loghog_signing: both
                loghog_hostname: web1
                loghog_body: message
                loghog_max_message: 8KiB
                loghog_compress: false
                confirm: true
                ssl: true
                ca: /etc/heartbeat/certs/ca.pem
                certfile: /etc/heartbeat/certs/client-web1.pem
                keyfile: /etc/heartbeat/certs/client-web1.pem
                """;
    }
}
