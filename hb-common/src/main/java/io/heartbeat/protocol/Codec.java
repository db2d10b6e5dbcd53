package io.heartbeat.protocol;

/**
 * Reads datagrams: bounds, zlib, JSON, fields. One codec serves both ends of the wire; which types may travel in a
 * direction is the caller's matter.
 *
 * <p>A codec belongs to one thread and owns one {@link Message} that every {@code decode} fills anew. Nothing a datagram
 * holds makes it throw. A plain heartbeat or report with the usual spelling is read without allocating.
 *
 * <p>Source: docs/PROTOCOL.md, "Framing" and "Rejections"; RFC 8259, RFC 3629, RFC 1950.
 */
public final class Codec {
    /** Bytes of the largest UDP payload over IPv4. */
    public static final int MAX_DATAGRAM = 65_507;
    /** Bytes a compressed message may inflate to. */
    public static final int MAX_INFLATED = 65_536;
    /** Levels of objects and arrays in a message, the message itself being the first. */
    public static final int MAX_DEPTH = JsonScanner.MAX_DEPTH;
    /** Characters of a number. */
    public static final int MAX_NUMBER = TokenScanner.MAX_NUMBER;

    private static final byte ZLIB = 0x78;

    private final Message message = new Message();
    private final JsonScanner scanner = new JsonScanner();
    private final Inflation inflation = new Inflation(MAX_INFLATED);

    /** A codec for the calling thread. */
    public Codec() {}

    /**
     * Reads {@code length} bytes of {@code buffer} from {@code offset} on. The buffer must stay as it is while
     * {@link #message()} is used.
     *
     * @return null when accepted, else why not
     */
    public Rejection decode(byte[] buffer, int offset, int length) {
        message.clear();
        if (length == 0) {
            return Rejection.EMPTY;
        }
        if (length > MAX_DATAGRAM) {
            return Rejection.OVERSIZED;
        }
        return switch (buffer[offset]) {
            case '{' -> read(buffer, offset, length);
            case ZLIB -> inflate(buffer, offset, length);
            default -> Rejection.UNKNOWN_FORMAT;
        };
    }

    private Rejection inflate(byte[] buffer, int offset, int length) {
        Rejection damaged = inflation.inflate(buffer, offset, length);
        if (damaged != null) {
            return damaged;
        }
        byte[] json = inflation.inflated();
        return inflation.length() > 0 && json[0] == '{' ? read(json, 0, inflation.length()) : Rejection.BAD_JSON;
    }

    private Rejection read(byte[] json, int offset, int length) {
        return read(json, offset, length, scanner, message);
    }

    static Rejection read(byte[] json, int offset, int length, JsonScanner scanner, Message message) {
        Rejection malformed = scanner.scan(json, offset, length, message);
        return malformed != null ? malformed : FieldRules.judge(message);
    }

    /** The message of the last {@code decode}; without meaning when that one refused. */
    public Message message() {
        return message;
    }
}
