package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;

/** Number tokens of JSON, already found valid, as doubles. */
final class Numbers {
    /** As many as the digits that fit a long whatever they are. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
    };

    private static final long EXACT = 1L << 53;

    private Numbers() {}

    /** Whether a double can hold the token without becoming infinite. */
    static boolean finite(byte[] json, int start, int end) {
        return Double.isFinite(parse(json, start, end));
    }

    /**
     * The token's value, rounded as {@link Double#parseDouble} does. A plain decimal of up to 53 bits is the quotient of two
     * exact doubles and needs no allocation; others are parsed from a string.
     */
    static double value(byte[] json, int start, int end) {
        int at = json[start] == '-' ? start + 1 : start;
        if (end - at > POWERS.length) {
            return parse(json, start, end);
        }
        long digits = 0;
        int point = end;
        for (int i = at; i < end; i++) {
            byte b = json[i];
            if (b >= '0' && b <= '9') {
                digits = digits * 10 + b - '0';
            } else if (b == '.') {
                point = i;
            } else {
                return parse(json, start, end);
            }
        }
        if (digits > EXACT) {
            return parse(json, start, end);
        }
        double size = point == end ? digits : digits / POWERS[end - point - 1];
        return at == start ? size : -size;
    }

    private static double parse(byte[] json, int start, int end) {
        return Double.parseDouble(new String(json, start, end - start, StandardCharsets.US_ASCII));
    }
}
