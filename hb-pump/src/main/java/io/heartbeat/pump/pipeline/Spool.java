package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.sender.Batch;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Batches on disk, one file each, in the order of their numbers: what a failing destination is owed outlives the process and
 * the journal's own vacuum. A file is synced before it has its name. Guarded by its outbox.
 *
 * <p>Format: {@code HBS1}, then big-endian: number of items; place before the first, place up to which the batch goes, each as
 * modified UTF-8; for each item its time in microseconds, its cursor, length and JSON; CRC-32 of all before it.
 */
final class Spool {
    private static final Logger LOG = System.getLogger(Spool.class.getName());
    private static final int MAGIC = 0x48425331;

    /** What lies there is not what was written, and never will be. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    private final Path directory;
    private final long maxBytes;
    private final Map<Path, Long> sizes = new HashMap<>();
    private long bytes;
    private long number;

    /** @param maxBytes of all files together; 0 for no spool */
    Spool(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /** Of all files together. */
    long bytes() {
        return bytes;
    }

    /** Whether a batch of this weight has room. */
    boolean fits(int weight) {
        return bytes + weight <= maxBytes;
    }

    /**
     * Writes a batch.
     *
     * @param before place before its first item; null when nobody knows
     */
    Path write(Batch batch, Object before, Object through) throws IOException {
        ByteArrayOutputStream memory = new ByteArrayOutputStream(batch.weight() + 200 * batch.size());
        try (DataOutputStream out = new DataOutputStream(memory)) {
            out.writeInt(MAGIC);
            out.writeInt(batch.size());
            out.writeUTF(before == null ? "" : before.toString());
            out.writeUTF(through.toString());
            for (int i = 0; i < batch.size(); i++) {
                out.writeLong(batch.realtimeMicros(i));
                out.writeUTF(batch.cursor(i));
                out.writeInt(batch.length(i));
                out.write(batch.bytes(), batch.start(i), batch.length(i));
            }
            CRC32 crc = new CRC32();
            crc.update(memory.toByteArray());
            out.writeInt((int) crc.getValue());
        }
        Files.createDirectories(directory);
        Path file = directory.resolve(String.format(Locale.ROOT, "%012d.batch", number++));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(memory.toByteArray());
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(false);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        hold(file);
        return file;
    }

    /** Fills a batch from a file; answers the place before it. The cursors are texts now. */
    String read(Path file, Batch batch) throws IOException {
        byte[] all = bytes(file);
        CRC32 crc = new CRC32();
        crc.update(all, 0, Math.max(0, all.length - 4));
        if (all.length < 20 || ByteBuffer.wrap(all, all.length - 4, 4).getInt() != (int) crc.getValue()) {
            throw new Damaged(file + " is damaged");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all))) {
            in.skipBytes(4);
            int items = in.readInt();
            String before = in.readUTF();
            in.readUTF();
            for (int i = 0; i < items; i++) {
                long micros = in.readLong();
                String cursor = in.readUTF();
                int length = in.readInt();
                int at = all.length - in.available();
                batch.add(all, at, length, cursor, micros);
                in.skipBytes(length);
            }
            return before;
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            throw new Damaged(file + " is gone");
        }
    }

    private void hold(Path file) throws IOException {
        sizes.put(file, Files.size(file));
        bytes += sizes.get(file);
    }

    /** The batch is done with. */
    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            bytes -= sizes.remove(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted, its entries may be sent again: {1}", file, e.toString());
        }
    }

    /**
     * What an earlier run left, oldest first, without what is done with.
     *
     * @param done cursor up to which everything was sent; null for nothing
     * @return empty when the files do not join on to that place: the journal has it all, and is read from there
     */
    List<Slot> recover(String done) throws IOException {
        List<Slot> slots = new ArrayList<>();
        List<Path> files = files();
        int from = joins(files, done);
        for (int i = 0; i < files.size(); i++) {
            hold(files.get(i));
            if (i < from || from < 0) {
                delete(files.get(i));
            } else {
                slots.add(head(files.get(i)));
            }
        }
        if (from < 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} does not join on to the state file and is emptied; the journal is read instead",
                    directory);
        }
        return slots;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (Path file : found) {
                if (file.toString().endsWith(".part")) {
                    Files.delete(file);
                } else if (file.getFileName().toString().matches("[0-9]{12}\\.batch")) {
                    files.add(file);
                }
            }
        }
        files.sort(null);
        if (!files.isEmpty()) {
            number = 1
                    + Long.parseLong(
                            files.get(files.size() - 1).getFileName().toString().substring(0, 12));
        }
        return files;
    }

    private int joins(List<Path> files, String done) throws IOException {
        try {
            return done == null ? 0 : join(files, done);
        } catch (Damaged e) {
            LOG.log(Level.WARNING, e.getMessage());
            return -1;
        }
    }

    /** The first file that is not done with; files.size() when all are, -1 when they belong elsewhere. */
    private int join(List<Path> files, String done) throws IOException {
        if (files.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < files.size(); i++) {
            Batch batch = new Batch();
            String before = read(files.get(i), batch);
            if (before.equals(done)) {
                return i;
            }
            for (int item = 0; item < batch.size(); item++) {
                if (batch.cursor(item).equals(done)) {
                    return item == batch.size() - 1 ? i + 1 : i;
                }
            }
            if (head(files.get(i)).through.equals(done)) {
                return i + 1;
            }
        }
        return -1;
    }

    private static Slot head(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(file + " is no spool file");
            }
            int items = in.readInt();
            in.readUTF();
            Slot slot = new Slot(in.readUTF(), items, (int) Files.size(file));
            slot.file = file;
            return slot;
        }
    }
}
