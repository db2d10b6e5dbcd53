package io.heartbeat.loghamster;

import io.heartbeat.logstore.LogStore;
import io.heartbeat.rolling.Packing;
import io.heartbeat.rolling.RollingPolicy;
import io.heartbeat.rolling.Schedule;
import io.heartbeat.settings.Section;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.Set;

/**
 * When outputs are rotated; the original never does. LogHamster has it done between two checkpoints, so the files get no
 * schedule of their own.
 *
 * @param maxSize bytes at which an output is rotated, 0 for never
 * @param rotate a word or a crontab line as {@link Schedule#named} reads it, or {@code never}
 * @param maxBackups how many backups are kept
 * @param compress whether backups are compressed by gzip
 */
public record OutputRolling(long maxSize, String rotate, int maxBackups, boolean compress) {
    /** Outputs grow for ever. */
    static final OutputRolling NONE = new OutputRolling(0, "never", Integer.MAX_VALUE, false);

    private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-rw----");

    static OutputRolling from(Section server) {
        OutputRolling rolling = new OutputRolling(
                server.bytes("max_size", NONE.maxSize),
                server.text("rotate", NONE.rotate),
                server.integer("max_backups", NONE.maxBackups, 1, Integer.MAX_VALUE),
                server.flag("compress_backups", NONE.compress));
        try {
            rolling.schedule();
        } catch (IllegalArgumentException e) {
            server.problem("rotate", e.getMessage());
        }
        return rolling;
    }

    /** When it is rotated by time, by the machine's own zone. */
    Schedule schedule() {
        return rotate.equalsIgnoreCase(NONE.rotate) ? Schedule.NEVER : Schedule.named(rotate, ZoneId.systemDefault());
    }

    /** The files' own part of it; each closed one gets its index by time. */
    RollingPolicy policy(RollingPolicy plain, LogStore store) {
        return plain.withMaxBackups(maxBackups)
                .withSteps(compress ? store.steps(Packing.GZIP, Packing.GZIP.usualLevel()) : store.steps())
                .withPermissions(PERMISSIONS)
                .forRawBytes();
    }
}
