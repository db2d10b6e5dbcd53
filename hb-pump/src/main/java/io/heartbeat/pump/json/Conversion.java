package io.heartbeat.pump.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How a field's value is written. A value that does not fit its conversion stays a string. */
enum Conversion {
    /** As a string. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** Microseconds, as seconds. */
    SECONDS,
    /** 32 hexadecimal digits, as a UUID with dashes. */
    UUID;

    private static final int MAX_DIGITS = 18;
    private static final Map<String, Conversion> BY_NAME = Map.ofEntries(
            Map.entry("CODE_LINE", INTEGER),
            Map.entry("PRIORITY", INTEGER),
            Map.entry("_AUDIT_ID", INTEGER),
            Map.entry("_AUDIT_LOGINUID", INTEGER),
            Map.entry("_AUDIT_SESSION", INTEGER),
            Map.entry("_AUDIT_TYPE", INTEGER),
            Map.entry("_GID", INTEGER),
            Map.entry("_PID", INTEGER),
            Map.entry("__REALTIME_TIMESTAMP", SECONDS),
            Map.entry("_SOURCE_REALTIME_TIMESTAMP", SECONDS),
            Map.entry("_SOURCE_MONOTONIC_TIMESTAMP", SECONDS),
            Map.entry("COREDUMP_TIMESTAMP", SECONDS),
            Map.entry("MESSAGE_ID", UUID),
            Map.entry("_BOOT_ID", UUID),
            Map.entry("_MACHINE_ID", UUID));

    /** That of a field, by its name with all underscores. */
    static Conversion of(String name) {
        return BY_NAME.getOrDefault(name, TEXT);
    }

    /** Writes the value; false when it was to be a string and is no UTF-8. */
    boolean write(byte[] bytes, int offset, int length, JsonBuffer out) {
        if (this == INTEGER && number(bytes, offset, length)) {
            integer(bytes, offset, length, out);
            return true;
        }
        if (this == SECONDS && number(bytes, offset, length) && bytes[offset] != '-') {
            out.seconds(parse(bytes, offset, length));
            return true;
        }
        if (this == UUID && hexadecimal(bytes, offset, length)) {
            dashed(bytes, offset, out);
            return true;
        }
        return out.quoted(bytes, offset, length);
    }

    /** The same value as filters see it, without quotes. */
    String text(byte[] bytes, int offset, int length) {
        if (this == TEXT) {
            return new String(bytes, offset, length, StandardCharsets.UTF_8);
        }
        JsonBuffer out = new JsonBuffer();
        write(bytes, offset, length, out);
        return out.bytes()[0] != '"'
                ? new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII)
                : this == UUID && hexadecimal(bytes, offset, length)
                        ? new String(out.bytes(), 1, out.length() - 2, StandardCharsets.US_ASCII)
                        : new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private static boolean number(byte[] bytes, int offset, int length) {
        int from = length > 1 && bytes[offset] == '-' ? offset + 1 : offset;
        int end = offset + length;
        if (end - from < 1 || end - from > MAX_DIGITS) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** JSON knows no zeros in front. */
    private static void integer(byte[] bytes, int offset, int length, JsonBuffer out) {
        if (bytes[offset] >= '1' || length == 1) {
            out.put(bytes, offset, length);
        } else {
            out.put(Long.toString(parse(bytes, offset, length)));
        }
    }

    private static long parse(byte[] bytes, int offset, int length) {
        return Long.parseLong(new String(bytes, offset, length, StandardCharsets.US_ASCII));
    }

    private static boolean hexadecimal(byte[] bytes, int offset, int length) {
        if (length != 32) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void dashed(byte[] bytes, int offset, JsonBuffer out) {
        out.put('"').put(bytes, offset, 8).put('-').put(bytes, offset + 8, 4).put('-');
        out.put(bytes, offset + 12, 4).put('-').put(bytes, offset + 16, 4).put('-');
        out.put(bytes, offset + 20, 12).put('"');
    }
}
