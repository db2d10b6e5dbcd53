package io.heartbeat.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Strings of JSON (RFC 8259, section 7): from their escaped bytes and back. */
public final class JsonText {
    /** Bytes that one character of a Java string takes at most, escaped. */
    public static final int MAX_QUOTED_CHAR = 6;

    private static final char UNKNOWN = '\uFFFD';
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonText() {}

    /**
     * Reads the inside of a JSON string that was already found valid. U+0000 and lone surrogates, which no file or database
     * takes gladly, become U+FFFD.
     *
     * @param json buffer
     * @param start first byte behind the opening quote
     * @param end the closing quote
     */
    static String unescape(byte[] json, int start, int end) {
        return exact(json, start, end).replace('\0', UNKNOWN);
    }

    /**
     * The same with U+0000 kept; lone surrogates become U+FFFD, for they are no text.
     *
     * @param json buffer
     * @param start first byte behind the opening quote
     * @param end the closing quote
     */
    public static String exact(byte[] json, int start, int end) {
        String raw = new String(json, start, end - start, StandardCharsets.UTF_8);
        int slash = raw.indexOf('\\');
        if (slash < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length()).append(raw, 0, slash);
        for (int i = slash; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            if (escaped == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(meant(escaped));
            }
        }
        return encodable(text);
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private static String encodable(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (pair(text, i)) {
                i++;
            } else if (Character.isSurrogate(c)) {
                text.setCharAt(i, UNKNOWN);
            }
        }
        return text.toString();
    }

    private static boolean pair(CharSequence text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    /**
     * Appends a string with its quotes, escaped. Lone surrogates become U+FFFD; everything else is kept.
     *
     * @param text any string
     * @param target grows as it must
     */
    public static void quote(CharSequence text, StringBuilder target) {
        target.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (pair(text, i)) {
                target.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                target.append(UNKNOWN);
            } else if (c >= ' ' && c != '"' && c != '\\') {
                target.append(c);
            } else if (shorthand(c) != 0) {
                target.append('\\').append((char) shorthand(c));
            } else {
                target.append("\\u00").append((char) HEX[c >> 4]).append((char) HEX[c & 15]);
            }
        }
        target.append('"');
    }

    /**
     * Puts a string with its quotes, escaped, as UTF-8. Lone surrogates become U+FFFD; everything else is kept.
     *
     * @param text any string
     * @param target needs room for {@code 2 + MAX_QUOTED_CHAR * text.length()} bytes at worst
     * @throws java.nio.BufferOverflowException when the room is not enough; some bytes are written then
     */
    public static void quote(CharSequence text, ByteBuffer target) {
        target.put((byte) '"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (pair(text, i)) {
                Utf8.put(Character.toCodePoint(c, text.charAt(++i)), target);
            } else if (Character.isSurrogate(c)) {
                Utf8.put(UNKNOWN, target);
            } else if (c >= ' ' && c != '"' && c != '\\') {
                Utf8.put(c, target);
            } else if (shorthand(c) != 0) {
                target.put((byte) '\\').put(shorthand(c));
            } else {
                target.put((byte) '\\').put((byte) 'u').put((byte) '0').put((byte) '0');
                target.put(HEX[c >> 4]).put(HEX[c & 15]);
            }
        }
        target.put((byte) '"');
    }

    /** The beginning of a text that has so many characters, and escaped so many bytes, at most; null stays null. */
    static String clip(String text, int characters, int bytes) {
        int length = text == null ? 0 : text.length();
        int room = bytes;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            room -= c < ' ' || Character.isSurrogate(c) ? MAX_QUOTED_CHAR : c < 0x80 && shorthand(c) == 0 ? 1 : 3;
            if (i >= characters || room < 0) {
                return text.substring(0, i > 0 && pair(text, i - 1) ? i - 1 : i);
            }
        }
        return text;
    }

    /** The beginning of a message, for an error message. */
    static String glance(byte[] message) {
        String text = new String(message, 0, Math.min(message.length, 120), StandardCharsets.UTF_8);
        return message.length > 120 ? text + "…" : text;
    }

    /** The letter that stands behind the backslash, 0 when the character has none. */
    private static byte shorthand(char c) {
        return switch (c) {
            case '"', '\\' -> (byte) c;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }
}
