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
 * @param stampPattern {@link java.time.format.DateTimeFormatter} pattern of a fixed length, appended to the file's name behind
 *     a dot, in UTC; names must sort by time
 * @param steps what is done to each closed backup, in this order, in the background
 * @param permissions of every file made here, whatever the umask
 */
public record RollingPolicy(
        Path file,
        long maxSize,
        Schedule schedule,
        int maxBackups,
        String stampPattern,
        List<BackupStep> steps,
        Set<PosixFilePermission> permissions) {
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
                "yyyyMMdd-HHmmss",
                List.of(),
                PosixFilePermissions.fromString("rw-r-----"));
    }

    /** The same with another bound of size, in bytes. */
    public RollingPolicy withMaxSize(long bytes) {
        return new RollingPolicy(file, bytes, schedule, maxBackups, stampPattern, steps, permissions);
    }

    /** The same with another schedule. */
    public RollingPolicy withSchedule(Schedule other) {
        return new RollingPolicy(file, maxSize, other, maxBackups, stampPattern, steps, permissions);
    }

    /** The same with another number of backups kept. */
    public RollingPolicy withMaxBackups(int count) {
        return new RollingPolicy(file, maxSize, schedule, count, stampPattern, steps, permissions);
    }

    /** The same with another pattern of backups' names. */
    public RollingPolicy withStampPattern(String pattern) {
        return new RollingPolicy(file, maxSize, schedule, maxBackups, pattern, steps, permissions);
    }

    /** The same with other steps for closed backups. */
    public RollingPolicy withSteps(List<BackupStep> others) {
        return new RollingPolicy(file, maxSize, schedule, maxBackups, stampPattern, others, permissions);
    }

    /** The same with other permissions of its files. */
    public RollingPolicy withPermissions(Set<PosixFilePermission> others) {
        return new RollingPolicy(file, maxSize, schedule, maxBackups, stampPattern, steps, others);
    }
}
