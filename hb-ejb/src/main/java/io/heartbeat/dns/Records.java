package io.heartbeat.dns;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The records of one name, one value of a type. Immutable. */
public record Records(Map<RecordType, String> values) {
    /** A name without records. */
    public static final Records NONE = new Records(Map.of());

    /** Copies and orders the values. */
    public Records {
        Map<RecordType, String> ordered = new EnumMap<>(RecordType.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
    }

    /** The value of a type, null when there is none. */
    public String get(RecordType type) {
        return values.get(type);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** With one value set or replaced. */
    Records with(RecordType type, String value) {
        Map<RecordType, String> more = new EnumMap<>(RecordType.class);
        more.putAll(values);
        more.put(type, value);
        return new Records(more);
    }

    /** As it is stored: {@code A 192.0.2.7, AAAA 2001:db8::7}; empty for none. */
    String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((type, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(type).append(' ').append(value));
        return text.toString();
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Records parse(String text) {
        Map<RecordType, String> values = new EnumMap<>(RecordType.class);
        for (String one : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
            int space = one.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("no records: " + text);
            }
            values.put(RecordType.valueOf(one.substring(0, space)), one.substring(space + 1));
        }
        return new Records(values);
    }
}
