package io.heartbeat.journal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.rolling.BackupStep;
import io.heartbeat.rolling.Gzip;
import io.heartbeat.rolling.RollingPolicy;
import io.heartbeat.rolling.Schedule;
import io.heartbeat.rolling.seal.BackupCipher;
import io.heartbeat.rolling.seal.BackupSigner;
import io.heartbeat.rolling.seal.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the journal's files roll, by its settings. */
final class Backing {
    private Backing() {}

    /** The journal itself: compressed, then encrypted, then signed, each if wanted. */
    static RollingPolicy journal(JournalSettings settings, TimeSource time) {
        List<BackupStep> steps = new ArrayList<>();
        if (settings.compress()) {
            steps.add(new Gzip());
        }
        if (!settings.encryptKey().isEmpty()) {
            steps.add(new BackupCipher(Keys.encryption(settings.encryptKey())));
        }
        if (settings.signKeyFile() != null) {
            steps.add(signer(settings, time));
        }
        return policy(settings.file(), settings).withSteps(steps);
    }

    /** A file of another format beside it: rolls alike, compressed and encrypted alike. */
    static RollingPolicy beside(Path file, JournalSettings settings, TimeSource time) {
        List<BackupStep> steps = journal(settings, time).steps().stream()
                .filter(BackupStep::replaces)
                .toList();
        return policy(file, settings).withSteps(steps);
    }

    private static RollingPolicy policy(Path file, JournalSettings settings) {
        return RollingPolicy.of(file)
                .withMaxSize(settings.maxSize())
                .withMaxBackups(settings.maxBackups())
                .withSchedule(Schedule.every(settings.rotateEvery()));
    }

    private static BackupSigner signer(JournalSettings settings, TimeSource time) {
        try {
            return new BackupSigner(settings.file(), Keys.signing(settings.signKeyFile()), time);
        } catch (IOException goneSinceItWasChecked) {
            throw new UncheckedIOException("journal_sign_key_file", goneSinceItWasChecked);
        }
    }
}
