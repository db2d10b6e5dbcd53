package io.heartbeat.pump.sender.file;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: file}. */
public final class FileSenderFactory implements SenderFactory {
    /** For the service loader. */
    public FileSenderFactory() {}

    @Override
    public String type() {
        return "file";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(300);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return FilePlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                file_output: /var/log/journal.json
                file_max_size: 1GiB
                file_max_backups: 10
                file_compress: true
                """;
    }
}
