package io.heartbeat.pump.follow;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Positions of followed files on the disk: replaced as a whole, synced, with a version and a checksum. The one before is
 * kept as {@code FILE.old}. A file that cannot be understood is set aside under a name with the time, said loudly, and the
 * one before is taken instead. Thread-safe.
 */
public final class PositionFile {
    private static final Logger LOG = System.getLogger(PositionFile.class.getName());
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path file;
    private final TimeSource time;
    private final Map<Path, Remembered> known = new TreeMap<>();
    private boolean broken;

    /**
     * Reads what is there.
     *
     * @throws IOException when it is there and cannot be read or set aside; what it says is then not known, so nothing may
     *     be shipped
     */
    public PositionFile(Path file, TimeSource time) throws IOException {
        this.file = file;
        this.time = time;
        if (!take(file)) {
            broken |= Files.exists(old()) && !take(old());
        }
    }

    /** What was known of a path. */
    public synchronized Remembered of(Path path) {
        return known.getOrDefault(path, Remembered.NOTHING);
    }

    /** The paths that were followed. */
    public synchronized List<Path> paths() {
        return List.copyOf(known.keySet());
    }

    /** Whether there were positions that could not be understood, so that what {@link #of} answers may lie back, or at 0. */
    public boolean broken() {
        return broken;
    }

    /** Writes what is known of one path now, and all the others; nothing, when nothing is. */
    public synchronized void save(Path path, Remembered now) throws IOException {
        if (!now.followed() || now.equals(known.put(path, now)) && Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(PositionText.write(known).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        if (Files.exists(file)) {
            move(file, old());
        }
        move(next, file);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel directory = FileChannel.open(to.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }

    private Path old() {
        return file.resolveSibling(file.getFileName() + ".old");
    }

    /** Answers whether there was one and it was understood. */
    private boolean take(Path from) throws IOException {
        try {
            known.putAll(PositionText.read(Files.readString(from)));
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        } catch (PositionText.BrokenException | java.nio.charset.CharacterCodingException e) {
            Instant now = time.wall();
            Path aside = from.resolveSibling(from.getFileName() + ".broken-" + STAMP.format(now));
            Files.move(from, aside);
            broken = true;
            LOG.log(
                    Level.ERROR,
                    "the positions in {0} cannot be understood ({1}); the file is set aside as {2}, the one before it is"
                            + " used, and servers that know better are asked",
                    from,
                    e.getMessage(),
                    aside);
            return false;
        }
    }
}
