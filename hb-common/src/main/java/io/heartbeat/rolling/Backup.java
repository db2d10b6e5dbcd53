package io.heartbeat.rolling;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * One closed file and all that was made of it.
 *
 * @param base its name without endings; such a file need not exist any more
 * @param stamp when it was closed, as in its name
 * @param counter 0, or its number among those closed in the same second
 * @param files the files that exist: data, and what stands beside it; shortest name first
 */
public record Backup(Path base, String stamp, int counter, List<Path> files) implements Comparable<Backup> {
    private static final Comparator<Backup> BY_AGE =
            Comparator.comparing(Backup::stamp).thenComparingInt(Backup::counter);

    /** Copies the list. */
    public Backup {
        files = List.copyOf(files);
    }

    /** Oldest first. */
    @Override
    public int compareTo(Backup other) {
        return BY_AGE.compare(this, other);
    }

    /** The endings of one of its files: {@code .gz.enc}, or empty. */
    public String endings(Path file) {
        return file.getFileName()
                .toString()
                .substring(base.getFileName().toString().length());
    }
}
