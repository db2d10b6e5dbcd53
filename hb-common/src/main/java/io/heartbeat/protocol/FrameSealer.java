package io.heartbeat.protocol;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Seals messages into signed frames ({@code HBS1}). One per thread: each draws a boot id of its own and counts its frames
 * per key, so that no two frames of a key are ever alike. Remembers one counter per key that it was given.
 */
public final class FrameSealer {
    private final Direction direction;
    private final Clock clock;
    private final long bootId;
    private final FrameMac mac = new FrameMac();
    private final Map<String, long[]> counters = new HashMap<>();

    /** A sealer with a boot id drawn from the system's random source. */
    public FrameSealer(Direction direction, Clock clock) {
        this(direction, clock, new SecureRandom().nextLong());
    }

    /** A sealer with a given boot id, which nobody else may use with the same keys. */
    public FrameSealer(Direction direction, Clock clock, long bootId) {
        this.direction = direction;
        this.clock = clock;
        this.bootId = bootId;
    }

    /** Bytes of a frame with so large a payload. */
    public static int length(SigningKey key, int payloadLength) {
        return SignedFrame.OVERHEAD + key.idBytes().length + payloadLength;
    }

    /**
     * Seals one message.
     *
     * @param payload holds a plain or compressed message; may be {@code target} itself when the message already stands at
     *     its place in the frame
     * @param target takes the frame from its first byte on; must be {@link #length} long
     * @return the frame's length
     */
    public int seal(SigningKey key, byte[] payload, int offset, int length, byte[] target) {
        long seq = ++counters.computeIfAbsent(key.id(), id -> new long[1])[0];
        return seal(key, seq, clock.millis(), payload, offset, length, target);
    }

    /** Seals one message into a frame of its own. */
    public byte[] seal(SigningKey key, byte[] payload) {
        byte[] frame = new byte[length(key, payload.length)];
        seal(key, payload, 0, payload.length, frame);
        return frame;
    }

    private int seal(SigningKey key, long seq, long millis, byte[] payload, int offset, int length, byte[] target) {
        byte[] id = key.idBytes();
        FrameLayout.putInt(target, 0, FrameLayout.MAGIC);
        target[FrameLayout.DIRECTION] = direction.code();
        target[FrameLayout.ID_LENGTH] = (byte) id.length;
        System.arraycopy(id, 0, target, FrameLayout.ID, id.length);
        int fields = FrameLayout.ID + id.length;
        System.arraycopy(payload, offset, target, fields + FrameLayout.PAYLOAD, length);
        FrameLayout.putLong(target, fields + FrameLayout.BOOT, bootId);
        FrameLayout.putLong(target, fields + FrameLayout.SEQ, seq);
        FrameLayout.putLong(target, fields + FrameLayout.TIMESTAMP, millis);
        int end = fields + FrameLayout.PAYLOAD + length;
        mac.put(key, target, 0, fields + FrameLayout.MAC, end);
        return end;
    }
}
