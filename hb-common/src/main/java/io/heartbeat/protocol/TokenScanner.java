package io.heartbeat.protocol;

import static io.heartbeat.protocol.Rejection.BAD_JSON;
import static io.heartbeat.protocol.Rejection.BAD_NUMBER;
import static io.heartbeat.protocol.Rejection.BAD_UTF8;

/**
 * The leaves of JSON: strings, numbers and literals, validated to the letter of RFC 8259 (sections 3, 6, 7) and RFC 3629.
 * Methods answer the position behind the token, or -1 once {@link #fault()} says why. Not thread-safe.
 */
public final class TokenScanner {
    /** Characters of a number token. */
    static final int MAX_NUMBER = 64;

    private static final int REFUSED = -1;

    private Rejection fault;
    private boolean escaped;

    /** Why the last token was refused. */
    public Rejection fault() {
        return fault;
    }

    /** Whether the last string has a backslash in it. */
    public boolean escaped() {
        return escaped;
    }

    /** A string; {@code start} is at its opening quote. */
    public int string(byte[] json, int start, int end) {
        escaped = false;
        int at = start + 1;
        while (at < end) {
            byte b = json[at];
            if (b == '"') {
                return at + 1;
            }
            if (b >= ' ' && b != '\\') {
                at++;
                continue;
            }
            at = b < 0 ? sequence(json, at, end) : escape(json, at, end);
            if (at == REFUSED) {
                return REFUSED;
            }
        }
        return refuse(BAD_JSON);
    }

    /** A backslash and what it says; any other byte that comes here is a control character. */
    private int escape(byte[] json, int at, int end) {
        if (json[at] != '\\' || at + 1 >= end) {
            return refuse(BAD_JSON);
        }
        escaped = true;
        return switch (json[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> at + 6 <= end && hex(json, at + 2) ? at + 6 : refuse(BAD_JSON);
            default -> refuse(BAD_JSON);
        };
    }

    private static boolean hex(byte[] json, int at) {
        for (int i = at; i < at + 4; i++) {
            if (Character.digit(json[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** One character of two to four bytes: no overlong form, no surrogate, nothing beyond U+10FFFF. */
    private int sequence(byte[] json, int at, int end) {
        int lead = json[at] & 0xFF;
        int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 0 || at + length > end) {
            return refuse(BAD_UTF8);
        }
        int second = json[at + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return refuse(BAD_UTF8);
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((json[i] & 0xC0) != 0x80) {
                return refuse(BAD_UTF8);
            }
        }
        return at + length;
    }

    /** A number; {@code start} is where a value was expected. */
    public int number(byte[] json, int start, int end) {
        int at = json[start] == '-' ? start + 1 : start;
        int whole = at;
        at = digits(json, at, end);
        if (at == whole || json[whole] == '0' && at > whole + 1) {
            return refuse(BAD_JSON);
        }
        if (at < end && json[at] == '.') {
            int fraction = at + 1;
            at = digits(json, fraction, end);
            if (at == fraction) {
                return refuse(BAD_JSON);
            }
        }
        int power = at;
        if (at < end && (json[at] | 0x20) == 'e') {
            at = exponent(json, at + 1, end);
            if (at == REFUSED) {
                return REFUSED;
            }
        }
        if (at - start > MAX_NUMBER || at - power > 3 && !Numbers.finite(json, start, at)) {
            return refuse(BAD_NUMBER);
        }
        return at;
    }

    private int exponent(byte[] json, int start, int end) {
        int first = start < end && (json[start] == '+' || json[start] == '-') ? start + 1 : start;
        int at = digits(json, first, end);
        return at == first ? refuse(BAD_JSON) : at;
    }

    private static int digits(byte[] json, int start, int end) {
        int at = start;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }

    /** One of {@code true}, {@code false}, {@code null}. */
    public int literal(byte[] json, int at, int end) {
        boolean four = end - at >= 4;
        if (four && json[at] == 't' && json[at + 1] == 'r' && json[at + 2] == 'u' && json[at + 3] == 'e') {
            return at + 4;
        }
        if (four && json[at] == 'n' && json[at + 1] == 'u' && json[at + 2] == 'l' && json[at + 3] == 'l') {
            return at + 4;
        }
        boolean no = end - at >= 5 && json[at] == 'f' && json[at + 1] == 'a' && json[at + 2] == 'l';
        return no && json[at + 3] == 's' && json[at + 4] == 'e' ? at + 5 : refuse(BAD_JSON);
    }

    private int refuse(Rejection why) {
        fault = why;
        return REFUSED;
    }
}
