package io.heartbeat.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the fields of a signed frame stand (docs/PROTOCOL.md, "Signed frames"). All numbers are big endian. Offsets behind
 * the key id are counted from its end.
 */
final class FrameLayout {
    static final int MAGIC = 'H' << 24 | 'B' << 16 | 'S' << 8 | '1';
    static final int DIRECTION = 4;
    static final int ID_LENGTH = 5;
    static final int ID = 6;
    static final int BOOT = 0;
    static final int SEQ = 8;
    static final int TIMESTAMP = 16;
    static final int MAC = 24;
    static final int PAYLOAD = MAC + FrameMac.LENGTH;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FrameLayout() {}

    static int getInt(byte[] frame, int at) {
        return (int) INT.get(frame, at);
    }

    static void putInt(byte[] frame, int at, int value) {
        INT.set(frame, at, value);
    }

    static long getLong(byte[] frame, int at) {
        return (long) LONG.get(frame, at);
    }

    static void putLong(byte[] frame, int at, long value) {
        LONG.set(frame, at, value);
    }
}
