package io.heartbeat.rolling;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * How one file rolls.
 *
 * @param file the file that grows
 * @param maxSize bytes; the file is rotated before the line that would exceed it; 0 for no bound
 * @param schedule when it is rotated by time
 * @param maxBackups how many backups are kept; the oldest beyond are deleted
 * @param stamps the moment in the names of backups
 * @param steps what is done to each closed backup, in this order, in the background
 * @param permissions of every file made here, whatever the umask
 * @param raw whether the file holds any bytes, as they come, instead of whole lines only: nothing is cut when it is opened, and
 *     a rotation falls between lines only where it can
 */
public record RollingPolicy(
        Path file,
        long maxSize,
        Schedule schedule,
        int maxBackups,
        Stamps stamps,
        List<BackupStep> steps,
        Set<PosixFilePermission> permissions,
        boolean raw) {
    /** Copies the collections. */
    public RollingPolicy {
        steps = List.copyOf(steps);
        permissions = Set.copyOf(permissions);
    }

    /** A file that never rolls, 0640, backups named {@code FILE.YYYYMMDD-HHMMSS}. */
    public static RollingPolicy of(Path file) {
        return new RollingPolicy(
                file,
                0,
                Schedule.NEVER,
                Integer.MAX_VALUE,
                Stamps.closed("yyyyMMdd-HHmmss"),
                List.of(),
                PosixFilePermissions.fromString("rw-r-----"),
                false);
    }

    /** The same with another bound of size, in bytes. */
    public RollingPolicy withMaxSize(long bytes) {
        return new RollingPolicy(file, bytes, schedule, maxBackups, stamps, steps, permissions, raw);
    }

    /** The same with another schedule. */
    public RollingPolicy withSchedule(Schedule other) {
        return new RollingPolicy(file, maxSize, other, maxBackups, stamps, steps, permissions, raw);
    }

    /** The same with another number of backups kept. */
    public RollingPolicy withMaxBackups(int count) {
        return new RollingPolicy(file, maxSize, schedule, count, stamps, steps, permissions, raw);
    }

    /** The same with other steps for closed backups. */
    public RollingPolicy withSteps(List<BackupStep> others) {
        return new RollingPolicy(file, maxSize, schedule, maxBackups, stamps, others, permissions, raw);
    }

    /** The same with other permissions of its files. */
    public RollingPolicy withPermissions(Set<PosixFilePermission> others) {
        return new RollingPolicy(file, maxSize, schedule, maxBackups, stamps, steps, others, raw);
    }

    /** The same with another moment in the names of backups. */
    public RollingPolicy withStamps(Stamps others) {
        return new RollingPolicy(file, maxSize, schedule, maxBackups, others, steps, permissions, raw);
    }

    /** The same for any bytes instead of whole lines. */
    public RollingPolicy forRawBytes() {
        return new RollingPolicy(file, maxSize, schedule, maxBackups, stamps, steps, permissions, true);
    }
}
