package io.heartbeat.wire.loghamster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Characters that would end a word of the dialogue, as {@code %XX} of their UTF-8 bytes. */
final class Percent {
    private Percent() {}

    /** @param more characters to be written so besides blanks, commas, percent signs and control characters */
    static String encode(String text, String more) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c <= ' ' || c == 0x7f || c == ',' || c == '%' || more.indexOf(c) >= 0) {
                line.append(String.format(Locale.ROOT, "%%%02X", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    /** What is no {@code %XX} stays as it is. */
    static String decode(String word) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            int high = utf8[i] == '%' && i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(utf8[i + 2], 16);
            bytes.write(low < 0 ? utf8[i] : high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
