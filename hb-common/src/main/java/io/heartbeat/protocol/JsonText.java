package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;

/** Strings of JSON (RFC 8259, section 7): from their escaped bytes and back. */
public final class JsonText {
    private JsonText() {}

    /**
     * Reads the inside of a JSON string that was already found valid.
     *
     * @param json buffer
     * @param start first byte behind the opening quote
     * @param end the closing quote
     */
    static String unescape(byte[] json, int start, int end) {
        int at = start;
        while (at < end && json[at] != '\\') {
            at++;
        }
        if (at == end) {
            return new String(json, start, end - start, StandardCharsets.UTF_8);
        }
        String raw = new String(json, start, end - start, StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            switch (escaped) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }
}
