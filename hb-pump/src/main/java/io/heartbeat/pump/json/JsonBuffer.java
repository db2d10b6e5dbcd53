package io.heartbeat.pump.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A growing run of bytes that JSON is written into. For one thread. */
final class JsonBuffer {
    private static final int KEEP = 4 << 20;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** For ASCII: 0 goes as it is, 1 as an escape of six characters, everything else is the letter behind the backslash. */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes = new byte[8192];
    private int length;

    private static byte[] escapes() {
        byte[] table = new byte[128];
        Arrays.fill(table, 0, ' ', (byte) 1);
        table['"'] = '"';
        table['\\'] = '\\';
        table['\b'] = 'b';
        table['\f'] = 'f';
        table['\n'] = 'n';
        table['\r'] = 'r';
        table['\t'] = 't';
        return table;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Cuts what was written behind this length. */
    void length(int shorter) {
        length = shorter;
    }

    void clear() {
        length = 0;
        if (bytes.length > KEEP) {
            bytes = new byte[8192];
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(length, more), (int) Math.min(bytes.length * 2L, 1 << 30)));
        }
    }

    JsonBuffer put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    JsonBuffer put(byte[] more) {
        return put(more, 0, more.length);
    }

    JsonBuffer put(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    JsonBuffer put(String ascii) {
        int count = ascii.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** Exactly so many decimal digits, zeros in front. */
    JsonBuffer digits(long number, int count) {
        ensure(count);
        long rest = number;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    /** Microseconds as seconds: six digits behind the point at most, one at least. */
    JsonBuffer seconds(long micros) {
        put(Long.toString(micros / 1_000_000)).put('.').digits(micros % 1_000_000, 6);
        while (bytes[length - 1] == '0' && bytes[length - 2] != '.') {
            length--;
        }
        return this;
    }

    JsonBuffer base64(byte[] from, int offset, int count) {
        return put('"').put(Base64.getEncoder().encode(Arrays.copyOfRange(from, offset, offset + count)))
                .put('"');
    }

    /**
     * A string with its quotes.
     *
     * @return false when the bytes were no UTF-8; replacement characters stand for what was wrong
     */
    boolean quoted(byte[] from, int offset, int count) {
        int begin = length;
        ensure(count * 6 + 2 > 0 && count < 1 << 20 ? count * 6 + 2 : count + 2);
        bytes[length++] = '"';
        int end = offset + count;
        int plain = offset;
        int i = offset;
        while (i < end) {
            byte b = from[i];
            if (b < 0) {
                int sequence = Utf8.sequence(from, i, end);
                if (sequence == 0) {
                    length = begin;
                    repaired(from, offset, count);
                    return false;
                }
                i += sequence;
            } else if (ESCAPES[b] == 0) {
                i++;
            } else {
                put(from, plain, i - plain);
                escape(b);
                plain = ++i;
            }
        }
        put(from, plain, end - plain).put('"');
        return true;
    }

    private void escape(byte b) {
        byte letter = ESCAPES[b];
        ensure(6);
        bytes[length++] = '\\';
        if (letter == 1) {
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[b >> 4];
            bytes[length++] = HEX[b & 15];
        } else {
            bytes[length++] = letter;
        }
    }

    private void repaired(byte[] from, int offset, int count) {
        byte[] repaired = new String(from, offset, count, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        quoted(repaired, 0, repaired.length);
    }
}
