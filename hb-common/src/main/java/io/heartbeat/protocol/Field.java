package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;

/** The protocol's own fields at the top level of a message, by their keys (docs/PROTOCOL.md, "Messages"). */
enum Field {
    TYPE("ID"),
    NAME("name"),
    INTERVAL("interval"),
    SEQ("seq"),
    TIME("time"),
    RTT("rtt"),
    BOOT("boot"),
    TEXT("msg"),
    VERSION("version"),
    SHUTDOWN("shutdown"),
    PLUGIN("plugin"),
    ID("id"),
    STATUS("status"),
    OUTPUT("output"),
    COMMAND("command"),
    ARGS("args"),
    URL("url"),
    SHA256("sha256"),
    EXPIRES("expires");

    static final int COUNT = values().length;
    private static final int LONGEST = 8;
    private static final Field[] BY_HASH = new Field[64];

    static {
        for (Field field : values()) {
            int slot = hash(field.key, 0, field.key.length);
            if (BY_HASH[slot] != null) {
                throw new AssertionError(field + " and " + BY_HASH[slot] + " share a slot: choose other factors");
            }
            BY_HASH[slot] = field;
        }
    }

    /** This field's bit in a set of fields. */
    final int bit = 1 << ordinal();

    private final byte[] key;

    Field(String key) {
        this.key = key.getBytes(StandardCharsets.US_ASCII);
    }

    /** The key as it stands in the JSON text. */
    String key() {
        return new String(key, StandardCharsets.US_ASCII);
    }

    /** The set of these fields, as bits. */
    static int set(Field... fields) {
        int bits = 0;
        for (Field field : fields) {
            bits |= field.bit;
        }
        return bits;
    }

    /**
     * The field whose key stands in {@code json[start, end)}, null when it is none of ours. A key written with escapes is
     * the same key to every JSON reader, so it is to us.
     */
    static Field of(byte[] json, int start, int end, boolean escaped) {
        if (escaped) {
            byte[] plain = JsonText.unescape(json, start, end).getBytes(StandardCharsets.UTF_8);
            return of(plain, 0, plain.length, false);
        }
        int length = end - start;
        if (length < 2 || length > LONGEST) {
            return null;
        }
        Field field = BY_HASH[hash(json, start, end)];
        return field != null && field.matches(json, start, length) ? field : null;
    }

    private boolean matches(byte[] json, int start, int length) {
        if (key.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (json[start + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    /** Free of collisions over our keys: the factors were searched for. */
    private static int hash(byte[] text, int start, int end) {
        return (text[start] * 4 + text[end - 1] * 17 + end - start) & 63;
    }
}
