package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;

/** Where the protocol's fields stand in the JSON text that was scanned, and how their tokens read. Reused, one thread's. */
abstract class Fields {
    /** The text that the positions are in. */
    byte[] json;
    /** The fields that are there, by {@link Field#bit}; the positions of others are left-overs. */
    int present;

    private final int[] starts = new int[Field.COUNT];
    private final int[] ends = new int[Field.COUNT];

    void forget() {
        json = null;
        present = 0;
    }

    /** Notes the whole token of a field, a string's with its quotes. */
    void note(Field field, int start, int end, boolean isNull) {
        starts[field.ordinal()] = start;
        ends[field.ordinal()] = end;
        present = isNull ? present & ~field.bit : present | field.bit;
    }

    boolean has(Field field) {
        return (present & field.bit) != 0;
    }

    int start(Field field) {
        return starts[field.ordinal()];
    }

    int end(Field field) {
        return ends[field.ordinal()];
    }

    /** The first byte behind the opening quote of a string. */
    int inside(Field field) {
        return start(field) + 1;
    }

    /** The closing quote of a string. */
    int insideEnd(Field field) {
        return end(field) - 1;
    }

    byte first(Field field) {
        return json[start(field)];
    }

    boolean isString(Field field) {
        return first(field) == '"';
    }

    boolean isNumber(Field field) {
        byte first = first(field);
        return first == '-' || first >= '0' && first <= '9';
    }

    /** Whether the field is a boolean, or the 0 or 1 that some clients send for it. */
    boolean isTruth(Field field) {
        byte first = first(field);
        return first == 't' || first == 'f' || end(field) - start(field) == 1 && (first == '0' || first == '1');
    }

    boolean truth(Field field) {
        return has(field) && (first(field) == 't' || first(field) == '1');
    }

    /** The field's value, NaN when it is absent or no number. */
    double number(Field field) {
        return has(field) && isNumber(field) ? Numbers.value(json, start(field), end(field)) : Double.NaN;
    }

    /** The text of a string or the token of a number, null when absent. */
    String string(Field field) {
        if (!has(field)) {
            return null;
        }
        return isString(field)
                ? JsonText.unescape(json, inside(field), insideEnd(field))
                : new String(json, start(field), end(field) - start(field), StandardCharsets.US_ASCII);
    }

    /** Compares without making a string, unless the field has escapes or other than ASCII. */
    boolean is(Field field, String expected) {
        if (expected == null || !has(field)) {
            return expected == null && !has(field);
        }
        int start = isString(field) ? inside(field) : start(field);
        int end = isString(field) ? insideEnd(field) : end(field);
        int common = Math.min(end - start, expected.length());
        for (int i = 0; i < common; i++) {
            byte b = json[start + i];
            if (b < 0 || b == '\\') {
                return expected.equals(string(field));
            }
            if (b != expected.charAt(i)) {
                return false;
            }
        }
        return common == expected.length() && common == end - start;
    }
}
