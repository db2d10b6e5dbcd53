package io.heartbeat.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The file of the replay windows, version 1, big endian: {@code HBRW}, version (4), in use or clean (1), ceiling (8), floor
 * of unknown keys (8), number of keys (4); per key its id (2 + n), floor, highest, ahead, ceiling (8 each), number of
 * windows (1), per window boot id, highest, seen, newest (8 each); CRC-32 of all that (8). Replaced atomically, 0600.
 */
final class ReplayFile {
    private static final int MAGIC = 'H' << 24 | 'B' << 16 | 'R' << 8 | 'W';
    private static final int VERSION = 1;
    private static final int CHECKSUM = 8;

    private ReplayFile() {}

    /** What stands in the file. */
    record Content(boolean clean, long ceiling, long unknownFloor, Map<String, KeyWindows> keys) {}

    /** A file whose content cannot be understood, and why. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedException(String why) {
            super(why);
        }
    }

    static Content read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int size = bytes.length - CHECKSUM;
        if (size < 0 || ByteBuffer.wrap(bytes, size, CHECKSUM).getLong() != checksum(bytes, size)) {
            throw new DamagedException("its checksum is wrong");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, size))) {
            if (in.readInt() != MAGIC) {
                throw new DamagedException("it is no file of replay windows");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new DamagedException("it has version " + version + ", this program knows " + VERSION);
            }
            boolean clean = in.readBoolean();
            long ceiling = in.readLong();
            long unknownFloor = in.readLong();
            Map<String, KeyWindows> keys = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                keys.put(in.readUTF(), readKey(in));
            }
            return new Content(clean, ceiling, unknownFloor, keys);
        }
    }

    private static KeyWindows readKey(DataInputStream in) throws IOException {
        KeyWindows key = new KeyWindows(in.readLong());
        key.highest = in.readLong();
        key.ahead = in.readLong();
        key.ceiling = in.readLong();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            key.windows.add(new Window(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        }
        return key;
    }

    private static void writeHead(DataOutputStream out, Content content, int keys) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeBoolean(content.clean());
        out.writeLong(content.ceiling());
        out.writeLong(content.unknownFloor());
        out.writeInt(keys);
    }

    /** Keys on their way into the file. */
    static final class Keys {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int count;

        /** Adds one key; called under its lock. */
        void add(String id, KeyWindows key) throws IOException {
            out.writeUTF(id);
            out.writeLong(key.floor);
            out.writeLong(key.highest);
            out.writeLong(key.ahead);
            out.writeLong(key.nextCeiling);
            out.writeByte(key.windows.size());
            for (Window window : key.windows) {
                out.writeLong(window.bootId);
                out.writeLong(window.highest);
                out.writeLong(window.seen);
                out.writeLong(window.newest);
            }
            count++;
        }
    }

    /**
     * Puts a head and the keys that were written in place of the file: all or nothing, and on the disk before this returns.
     */
    static void replace(Path file, Content head, Keys keys) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(keys.bytes.size() + 64);
        try (DataOutputStream out = new DataOutputStream(all)) {
            writeHead(out, head, keys.count);
            keys.bytes.writeTo(out);
        }
        swap(file, all.toByteArray());
    }

    private static void swap(Path file, byte[] body) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(body.length + CHECKSUM);
        bytes.put(body).putLong(checksum(body, body.length)).flip();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
