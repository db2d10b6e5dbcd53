package io.heartbeat.agent.command;

import io.heartbeat.agent.Order;
import io.heartbeat.agent.Result;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which orders were begun, and what came of them: a file each, on the disk before anything is done, so that none is obeyed
 * twice, whatever ends in between. A file is kept longer than any frame of its order is taken. Thread-safe.
 */
final class OrderMemory {
    /** Longer than a server asks for the result, and much longer than a frame is fresh. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final int MOST = 1_000;
    private static final String ENDING = ".order";

    private final Path folder;
    private final TimeSource time;

    OrderMemory(Path folder, TimeSource time) {
        this.folder = folder;
        this.time = time;
    }

    /**
     * An order that was begun.
     *
     * @param at when
     * @param result what came of it; empty while it is not known
     */
    record Begun(Instant at, Optional<Result> result) {}

    /**
     * What is known of an order.
     *
     * @return empty when it was never begun
     * @throws IOException when that cannot be found out
     */
    Optional<Begun> find(Order order) throws IOException {
        try {
            return Optional.of(read(Files.readString(file(order))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Begun read(String text) {
        String[] parts = text.split("\n", 3);
        Instant at = parts[0].matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(parts[0])) : Instant.EPOCH;
        return new Begun(at, parts.length < 3 ? Optional.empty() : Optional.of(new Result(parts[1], parts[2])));
    }

    /**
     * Writes down that an order is begun now.
     *
     * @return false when it was begun before
     * @throws IOException when it cannot be written down: it must not be obeyed then
     */
    boolean begin(Order order) throws IOException {
        Files.createDirectories(folder);
        if (forget() >= MOST) {
            throw new IOException(folder + " has " + MOST + " orders of the last hour already");
        }
        try {
            write(file(order), stamp(time.wall()), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
        return true;
    }

    /** Writes down what came of an order. */
    void finish(Order order, Result result) throws IOException {
        Path file = file(order);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Instant begun = find(order).map(Begun::at).orElse(time.wall());
        write(
                beside,
                stamp(begun) + result.status() + "\n" + result.output(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String stamp(Instant at) {
        return at.toEpochMilli() + "\n";
    }

    /** Lets go of the old ones; answers how many are left. */
    private long forget() throws IOException {
        Instant limit = time.wall().minus(KEPT);
        long left = 0;
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(ENDING)).toList();
        }
        for (Path file : files) {
            if (read(Files.readString(file)).at().isBefore(limit)) {
                Files.deleteIfExists(file);
            } else {
                left++;
            }
        }
        return left;
    }

    private static void write(Path file, String text, StandardOpenOption... how) throws IOException {
        StandardOpenOption[] options = Stream.concat(Stream.of(StandardOpenOption.WRITE), Stream.of(how))
                .toArray(StandardOpenOption[]::new);
        try (FileChannel channel = FileChannel.open(
                file,
                java.util.Set.of(options),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Whatever a server calls it, the name is ours. */
    private Path file(Order order) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((order.server() + "\n" + order.id()).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ENDING);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
