package io.heartbeat.pump.journald;

import java.util.HexFormat;

/** 128-bit identifiers as two numbers, the first eight bytes being the high one. */
final class Ids {
    private static final HexFormat HEX = HexFormat.of();

    private Ids() {}

    /** 32 lower-case hexadecimal digits. */
    static String text(long high, long low) {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }

    /** The first half of 32 hexadecimal digits; throws {@link IllegalArgumentException} for anything else. */
    static long high(String text) {
        return HexFormat.fromHexDigitsToLong(checked(text), 0, 16);
    }

    /** The second half. */
    static long low(String text) {
        return HexFormat.fromHexDigitsToLong(checked(text), 16, 32);
    }

    private static String checked(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("not 32 hexadecimal digits: " + text);
        }
        return text;
    }
}
