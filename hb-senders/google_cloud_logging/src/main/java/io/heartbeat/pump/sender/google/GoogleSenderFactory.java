package io.heartbeat.pump.sender.google;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: google_cloud_logging}. */
public final class GoogleSenderFactory implements SenderFactory {
    /** For the service loader. */
    public GoogleSenderFactory() {}

    @Override
    public String type() {
        return "google_cloud_logging";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(300);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return GooglePlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                google_cloud_logging_project_id: my-project
                google_cloud_logging_log_id: journal
                google_cloud_logging_resource_labels: {location: europe-north1, namespace: prod, node_id: web1}
                google_cloud_logging_url: https://logging.googleapis.com
                google_metadata_url: http://metadata.google.internal
                google_cloud_logging_timeout: 30
                """;
    }
}
