package io.heartbeat.protocol;

/**
 * Opens signed frames ({@code HBS1}). Checks in this order: the key is known, the frame is whole, the MAC is right (in
 * constant time), the direction, the time window, the replay window; only then is its payload worth a {@link Codec}.
 *
 * <p>A view that each {@link #open} fills anew, without allocating; one per thread. Key ring and windows may be shared.
 * Source: docs/PROTOCOL.md, "Signed frames".
 */
public final class SignedFrame {
    /** Bytes that a frame is longer than its payload, besides the key's identifier. */
    public static final int OVERHEAD = FrameLayout.ID + FrameLayout.PAYLOAD;

    private final Direction expected;
    private final ReplayWindows windows;
    private final FrameMac mac = new FrameMac();
    private SigningKey key;
    private long bootId;
    private long seq;
    private long timestamp;
    private int payloadOffset;
    private int payloadLength;

    /**
     * @param expected the direction that frames have which arrive here
     * @param windows what was seen before
     */
    public SignedFrame(Direction expected, ReplayWindows windows) {
        this.expected = expected;
        this.windows = windows;
    }

    /** Whether a datagram claims to be a signed frame. */
    public static boolean claims(byte[] buffer, int offset, int length) {
        return length >= 4 && FrameLayout.getInt(buffer, offset) == FrameLayout.MAGIC;
    }

    /**
     * Checks a datagram that {@link #claims} to be one of ours.
     *
     * @param keys the keys that are known now
     * @return null when it is authentic and new; it then counts as seen
     */
    public Rejection open(KeyRing keys, byte[] buffer, int offset, int length) {
        key = null;
        payloadLength = 0;
        int idLength = length > FrameLayout.ID_LENGTH ? buffer[offset + FrameLayout.ID_LENGTH] & 0xFF : 0;
        if (length > Codec.MAX_DATAGRAM) {
            return Rejection.OVERSIZED;
        }
        if (idLength == 0 || length < FrameLayout.ID + idLength) {
            return Rejection.BAD_MAC;
        }
        SigningKey named = keys.find(buffer, offset + FrameLayout.ID, idLength);
        if (named == null) {
            return Rejection.UNKNOWN_KEY;
        }
        int end = offset + length;
        int fields = offset + FrameLayout.ID + idLength;
        if (end <= fields + FrameLayout.PAYLOAD || !mac.matches(named, buffer, offset, fields + FrameLayout.MAC, end)) {
            return Rejection.BAD_MAC;
        }
        read(named, buffer, fields, end);
        if (buffer[offset + FrameLayout.DIRECTION] != expected.code()) {
            return Rejection.WRONG_DIRECTION;
        }
        return windows.accept(named.id(), bootId, seq, timestamp);
    }

    private void read(SigningKey named, byte[] buffer, int fields, int end) {
        key = named;
        bootId = FrameLayout.getLong(buffer, fields + FrameLayout.BOOT);
        seq = FrameLayout.getLong(buffer, fields + FrameLayout.SEQ);
        timestamp = FrameLayout.getLong(buffer, fields + FrameLayout.TIMESTAMP);
        payloadOffset = fields + FrameLayout.PAYLOAD;
        payloadLength = end - payloadOffset;
    }

    /** {@link Rejection#FOREIGN_NAME} when the frame's message names another host than the key's; null when it may stand. */
    public Rejection belies(Message message) {
        return message.nameLength() == 0 || message.nameIs(key.host()) ? null : Rejection.FOREIGN_NAME;
    }

    /** The key whose MAC was right, null when none was. */
    public SigningKey key() {
        return key;
    }

    /** Number that the sender drew when it started. */
    public long bootId() {
        return bootId;
    }

    /** Number of the frame since then; unsigned. */
    public long seq() {
        return seq;
    }

    /** When it was sealed, by the sender's clock: milliseconds since 1970-01-01T00:00:00Z. */
    public long timestamp() {
        return timestamp;
    }

    /** Where the payload begins in the buffer that was opened. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of the payload, which is a plain or compressed message; 0 when the MAC was wrong. */
    public int payloadLength() {
        return payloadLength;
    }
}
