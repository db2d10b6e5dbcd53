package io.heartbeat.settings;

import java.util.List;
import java.util.Map;

/** A value as it was written, before anyone asked for its type. Immutable. */
sealed interface Value {
    /** Where it stands. */
    Place place();

    /** What a person would call it, for the end of a message. */
    String describe();

    /**
     * Text, number or truth value.
     *
     * @param text as written, without quotes
     * @param quoted whether it can only be a text
     */
    record Scalar(Place place, String text, boolean quoted) implements Value {
        private static final int SHOWN = 60;

        @Override
        public String describe() {
            return text.isEmpty() ? "an empty text" : "`" + shown() + "`";
        }

        private String shown() {
            String visible = text.replaceAll("\\p{Cntrl}", " ");
            return visible.length() > SHOWN ? visible.substring(0, SHOWN) + "…" : visible;
        }
    }

    /** Values in a row. */
    record Sequence(Place place, List<Value> items) implements Value {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Values by key, in the order of the file; {@link Entry#value} is null where nothing is written behind the key. */
    record Mapping(Place place, Map<String, Entry> entries) implements Value {
        @Override
        public String describe() {
            return "a map";
        }
    }

    /**
     * One key with its value.
     *
     * @param place of the key
     * @param value null when nothing is written
     */
    record Entry(Place place, Value value) {}
}
