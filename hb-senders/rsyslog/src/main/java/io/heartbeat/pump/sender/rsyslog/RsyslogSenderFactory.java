package io.heartbeat.pump.sender.rsyslog;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: rsyslog}. */
public final class RsyslogSenderFactory implements SenderFactory {
    /** For the service loader. */
    public RsyslogSenderFactory() {}

    @Override
    public String type() {
        return "rsyslog";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(300);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return RsyslogPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                rsyslog_server: logs.example.org
                rsyslog_port: 6514
                default_facility: 1
                default_severity: 6
                format: custom
                logline: "<%pri%>%timestamp% %HOSTNAME% %app-name%[%procid%]: %msg%"
                structured_data: token@32473 key="s3cr3t"
                max_message_size: 8192
                framing: octet_counting
                confirm: true
                ssl: true
                ca_certs: /etc/ssl/ca.pem
                client_cert: /etc/ssl/client.pem
                client_key: /etc/ssl/client.key
                """;
    }
}
