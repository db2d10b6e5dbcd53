package io.heartbeat.wire.loghog;

import io.heartbeat.protocol.JsonText;
import java.nio.charset.StandardCharsets;

/**
 * A text as bytes in somebody's buffer: valid until the next message is read. A text that was escaped in JSON has a buffer of
 * its own. Not thread-safe.
 */
public final class Span {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int from;
    private int to;
    private boolean present;
    private boolean escaped;

    /** Whether the message has it. */
    public boolean present() {
        return present;
    }

    /** Whether the text was written with escapes; only such a text can hold control characters. */
    public boolean escaped() {
        return escaped;
    }

    /** The buffer; the text is UTF-8 from {@link #from()} to {@link #to()}. */
    public byte[] bytes() {
        return bytes;
    }

    /** First byte. */
    public int from() {
        return from;
    }

    /** Behind the last byte. */
    public int to() {
        return to;
    }

    /** Bytes of it. */
    public int length() {
        return to - from;
    }

    /** The text. */
    public String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return present ? text() : "(absent)";
    }

    void clear() {
        bytes = NOTHING;
        from = 0;
        to = 0;
        present = false;
        escaped = false;
    }

    /** Takes the inside of a JSON string. */
    void take(byte[] json, int start, int end, boolean withEscapes) {
        present = true;
        escaped = withEscapes;
        if (withEscapes) {
            bytes = JsonText.exact(json, start, end).getBytes(StandardCharsets.UTF_8);
            from = 0;
            to = bytes.length;
        } else {
            bytes = json;
            from = start;
            to = end;
        }
    }
}
