package io.heartbeat.pump.sender.cloudwatch;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: aws_cloudwatch}. */
public final class CloudWatchSenderFactory implements SenderFactory {
    /** For the service loader. */
    public CloudWatchSenderFactory() {}

    @Override
    public String type() {
        return "aws_cloudwatch";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(300);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return CloudWatchPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                aws_cloudwatch_log_group: production
                aws_cloudwatch_log_stream: web1
                aws_region: eu-north-1
                aws_access_key_id: AKIDEXAMPLE
                aws_secret_access_key: s3cr3t
                aws_cloudwatch_endpoint: https://logs.eu-north-1.amazonaws.com
                aws_cloudwatch_timeout: 30
                """;
    }
}
