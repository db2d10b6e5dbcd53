package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: elasticsearch}. */
public final class ElasticsearchSenderFactory implements SenderFactory {
    /** For the service loader. */
    public ElasticsearchSenderFactory() {}

    @Override
    public String type() {
        return "elasticsearch";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return SearchPlan.from(keys, "elasticsearch");
    }

    @Override
    public String sample() {
        return """
                elasticsearch_url: https://logs:s3cr3t@search.example.org:9200
                elasticsearch_timeout: 10
                elasticsearch_index_prefix: journalpump
                elasticsearch_index_days_max: 3
                ca: /etc/ssl/ca.pem
                """;
    }
}
