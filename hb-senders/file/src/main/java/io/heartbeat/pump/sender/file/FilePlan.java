package io.heartbeat.pump.sender.file;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.rolling.Gzip;
import io.heartbeat.rolling.RollingFile;
import io.heartbeat.rolling.RollingPolicy;
import io.heartbeat.settings.Section;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the lines go.
 *
 * @param file the file that grows; relative paths count from the configuration file
 * @param maxSize bytes from which it is rotated; 0 for never
 * @param maxBackups how many rotated files are kept
 * @param compress whether rotated files are compressed (gzip)
 */
record FilePlan(Path file, long maxSize, int maxBackups, boolean compress) implements SenderPlan {
    private static final long DEFAULT_MAX_SIZE = 1L << 30;

    static FilePlan from(Section keys) {
        Path file = keys.path("file_output", null);
        if (file == null && !keys.has("file_output")) {
            keys.problem("file_output", "is needed: the file that the entries go to");
        }
        int backups = keys.integer("file_max_backups", 0, 0, Integer.MAX_VALUE);
        return new FilePlan(
                file,
                keys.bytes("file_max_size", DEFAULT_MAX_SIZE),
                backups == 0 ? Integer.MAX_VALUE : backups,
                keys.flag("file_compress", false));
    }

    @Override
    public Sender open(SenderContext context) {
        RollingPolicy policy = RollingPolicy.of(file)
                .withMaxSize(maxSize)
                .withMaxBackups(maxBackups)
                .withSteps(compress ? List.of(new Gzip()) : List.of());
        RollingFile rolling = new RollingFile(policy, context.time(), context.background());
        rolling.sync();
        return new FileSender(rolling);
    }
}
