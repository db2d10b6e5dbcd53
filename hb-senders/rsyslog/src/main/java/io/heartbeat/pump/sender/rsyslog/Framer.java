package io.heartbeat.pump.sender.rsyslog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts messages one behind the other so that the server can tell them apart (RFC 6587). For one thread. */
final class Framer {
    private final boolean counted;
    private final int maxSize;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);

    Framer(boolean counted, int maxSize) {
        this.counted = counted;
        this.maxSize = maxSize;
    }

    void clear() {
        out.reset();
    }

    /** Adds a message; one that is too long is cut between two characters. */
    void add(String message) {
        byte[] bytes = (counted ? message : escaped(message)).getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        if (length > maxSize) {
            length = maxSize;
            while ((bytes[length] & 0xc0) == 0x80) {
                length--;
            }
        }
        if (counted) {
            out.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(bytes, 0, length);
        if (!counted) {
            out.write('\n');
        }
    }

    /** Control characters as rsyslog writes them ({@code #012}): a line feed inside would end the message. */
    private static String escaped(String message) {
        StringBuilder out = null;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c < ' ' && c != '\t') {
                out = out == null ? new StringBuilder(message.length() + 16).append(message, 0, i) : out;
                out.append('#').append((char) ('0' + (c >> 6))).append((char) ('0' + (c >> 3 & 7)));
                out.append((char) ('0' + (c & 7)));
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? message : out.toString();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
