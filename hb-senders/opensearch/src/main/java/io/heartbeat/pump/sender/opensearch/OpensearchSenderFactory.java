package io.heartbeat.pump.sender.opensearch;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.elasticsearch.SearchPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: opensearch}. */
public final class OpensearchSenderFactory implements SenderFactory {
    /** For the service loader. */
    public OpensearchSenderFactory() {}

    @Override
    public String type() {
        return "opensearch";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return SearchPlan.from(keys, "opensearch");
    }

    @Override
    public String sample() {
        return """
                opensearch_url: https://logs:s3cr3t@search.example.org:9200
                opensearch_timeout: 10
                opensearch_index_prefix: journalpump
                opensearch_index_days_max: 3
                ca: /etc/ssl/ca.pem
                """;
    }
}
