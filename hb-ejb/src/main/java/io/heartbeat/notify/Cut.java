package io.heartbeat.notify;

import java.nio.charset.StandardCharsets;

/** Texts that must not be longer than a service takes them. */
public final class Cut {
    private static final String MORE = "…";

    private Cut() {}

    /** At most so many characters as UTF-16 counts them, no half one at the end; an ellipsis shows that there was more. */
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }

    /** At most so many bytes of UTF-8. */
    public static String bytes(int most, String text) {
        String cut = text;
        int length = text.length();
        while (cut.getBytes(StandardCharsets.UTF_8).length > most) {
            length -= Math.max(1, (cut.getBytes(StandardCharsets.UTF_8).length - most) / 4);
            cut = to(length, text);
        }
        return cut;
    }

    /** One line without control characters: a subject can carry no header, a title no second line. */
    public static String line(int most, String text) {
        return to(
                most, text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ").strip());
    }
}
