package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A journal file in memory, to be damaged in known places. */
final class Damage {
    private final byte[] sound;

    Damage(Path file) throws IOException {
        sound = Files.readAllBytes(file);
    }

    /** Where the objects of one type begin. */
    List<Integer> objects(int type) {
        List<Integer> found = new ArrayList<>();
        Recompress.objects(ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN), type, found::add);
        return found;
    }

    /** Bytes of an object. */
    int size(int object) {
        return (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong(object + 8);
    }

    int length() {
        return sound.length;
    }

    /** Writes the file with one byte turned over. */
    void flip(Path to, int offset, int mask) throws IOException {
        byte[] bytes = sound.clone();
        bytes[offset] ^= (byte) mask;
        Files.write(to, bytes);
    }

    /** Writes the file with bytes of another value. */
    void fill(Path to, int offset, int length, int value) throws IOException {
        byte[] bytes = sound.clone();
        java.util.Arrays.fill(bytes, offset, Math.min(bytes.length, offset + length), (byte) value);
        Files.write(to, bytes);
    }

    /** Writes only the beginning of the file. */
    void cut(Path to, int length) throws IOException {
        Files.write(to, java.util.Arrays.copyOf(sound, length));
    }
}
