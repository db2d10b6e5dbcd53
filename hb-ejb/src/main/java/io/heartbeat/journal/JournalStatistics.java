package io.heartbeat.journal;

import io.heartbeat.rolling.Alarm;
import java.time.Instant;
import java.util.Map;

/**
 * The journal in numbers; counts are since the start of the server.
 *
 * @param enabled whether there is a journal at all
 * @param path the file that grows
 * @param currentSize bytes in it
 * @param rotationThreshold {@code journal_max_size}, bytes; 0 for no bound
 * @param maxBackups {@code journal_max_backups}
 * @param backups how many backups there are
 * @param backupBytes their size with all that belongs to them
 * @param linesWritten lines on file
 * @param bytesWritten bytes on file
 * @param linesDropped lines lost, by reason: {@code disk}, {@code stalled}, {@code closed}
 * @param linesSkipped lines left out on purpose, by reason: {@code type}, {@code duplicate}
 * @param buffersWaiting full buffers that wait for the disk
 * @param rotations how often the file was rotated
 * @param lastRotation null when it was not
 * @param lastWrite when a line was last written, null before the first
 * @param alarm why it cannot be written at present, null when it can
 * @param backupProblem why backups cannot be compressed, signed or deleted at present, null when they can
 */
public record JournalStatistics(
        boolean enabled,
        String path,
        long currentSize,
        long rotationThreshold,
        int maxBackups,
        int backups,
        long backupBytes,
        long linesWritten,
        long bytesWritten,
        Map<String, Long> linesDropped,
        Map<String, Long> linesSkipped,
        int buffersWaiting,
        long rotations,
        Instant lastRotation,
        Instant lastWrite,
        Alarm alarm,
        String backupProblem) {
    /** Copies the maps. */
    public JournalStatistics {
        linesDropped = Map.copyOf(linesDropped);
        linesSkipped = Map.copyOf(linesSkipped);
    }
}
