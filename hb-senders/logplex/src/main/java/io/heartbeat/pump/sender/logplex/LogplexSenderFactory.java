package io.heartbeat.pump.sender.logplex;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: logplex}. */
public final class LogplexSenderFactory implements SenderFactory {
    /** For the service loader. */
    public LogplexSenderFactory() {}

    @Override
    public String type() {
        return "logplex";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return LogplexPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                logplex_log_input_url: https://token:s3cr3t@logplex.example.org/logs
                logplex_token: t.s3cr3t
                logplex_request_timeout: 2
                """;
    }
}
