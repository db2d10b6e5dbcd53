package io.heartbeat.rolling;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The background work on closed backups: the steps of the policy and retention. It looks at the directory anew each time
 * instead of remembering, so that what a crash left is treated like what was rotated just now, and what retention takes
 * away is never compressed first.
 */
final class Upkeep {
    private static final Logger LOG = System.getLogger(Upkeep.class.getName());

    private final RollingPolicy policy;
    private final Backups backups;
    private final Executor background;
    private final AtomicBoolean requested = new AtomicBoolean();
    private volatile String problem;

    Upkeep(RollingPolicy policy, Backups backups, Executor background) {
        this.policy = policy;
        this.backups = backups;
        this.background = background;
    }

    /** Has the work done soon; many requests become one. A stopped executor leaves it for the next start. */
    void request() {
        if (requested.compareAndSet(false, true)) {
            try {
                background.execute(this::run);
            } catch (RejectedExecutionException stopping) {
                requested.set(false);
                LOG.log(Level.DEBUG, "Backups of {0} are finished at the next start", policy.file());
            }
        }
    }

    /** Why backups cannot be finished or deleted at present, null when they can. */
    String problem() {
        return problem;
    }

    private synchronized void run() {
        requested.set(false);
        try {
            for (Path left : backups.parts()) {
                Files.deleteIfExists(left);
            }
            while (retireAndFinishOne()) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
            problem = null;
        } catch (IOException | RuntimeException failure) {
            report(failure);
        }
    }

    private void report(Exception failure) {
        String now = "backups of " + policy.file() + ": " + failure;
        if (!now.equals(problem)) {
            LOG.log(Level.WARNING, now);
        }
        problem = now;
    }

    private boolean retireAndFinishOne() throws IOException {
        List<Backup> all = backups.list();
        int beyond = Math.max(0, all.size() - policy.maxBackups());
        for (Backup old : all.subList(0, beyond)) {
            for (Path file : old.files()) {
                Files.deleteIfExists(file);
            }
        }
        for (Backup backup : all.subList(beyond, all.size())) {
            BackupStep step = next(backup);
            if (step != null) {
                make(step, backup.files().get(0));
                return true;
            }
        }
        return false;
    }

    /** The first step that is still to be done; a later one that is done already hides the earlier ones. */
    private BackupStep next(Backup backup) {
        String done = backup.endings(backup.files().get(0));
        List<BackupStep> steps = policy.steps();
        for (Path file : backup.files()) {
            for (BackupStep step : steps) {
                if (!step.replaces() && backup.endings(file).endsWith(step.suffix())) {
                    return null;
                }
            }
        }
        int from = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).done(done)) {
                from = i + 1;
            }
        }
        return from < steps.size() ? steps.get(from) : null;
    }

    private void make(BackupStep step, Path source) throws IOException {
        Path target = source.resolveSibling(source.getFileName() + step.suffix());
        Path part = target.resolveSibling(target.getFileName() + Backups.PART);
        try {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(policy.permissions()));
            Files.setPosixFilePermissions(part, policy.permissions());
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                step.apply(source, new Uncloseable(out));
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        if (step.replaces()) {
            Files.deleteIfExists(source);
        }
    }
}
