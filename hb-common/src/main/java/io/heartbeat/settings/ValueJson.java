package io.heartbeat.settings;

import io.heartbeat.protocol.JsonText;
import java.util.Map;
import java.util.regex.Pattern;

/** Values as JSON. */
final class ValueJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private ValueJson() {}

    static void write(Value value, StringBuilder out) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof Value.Scalar scalar) {
            scalar(scalar, out);
        } else if (value instanceof Value.Sequence sequence) {
            String before = "[";
            for (Value item : sequence.items()) {
                write(item, out.append(before));
                before = ",";
            }
            out.append(sequence.items().isEmpty() ? "[]" : "]");
        } else if (value instanceof Value.Mapping mapping) {
            String before = "{";
            for (Map.Entry<String, Value.Entry> entry : mapping.entries().entrySet()) {
                JsonText.quote(entry.getKey(), out.append(before));
                write(entry.getValue().value(), out.append(':'));
                before = ",";
            }
            out.append(mapping.entries().isEmpty() ? "{}" : "}");
        }
    }

    private static void scalar(Value.Scalar scalar, StringBuilder out) {
        String text = scalar.text();
        if (!scalar.quoted() && text.isEmpty()) {
            out.append("null"); // an element of a list with nothing written
        } else if (!scalar.quoted()
                && (text.equals("true")
                        || text.equals("false")
                        || NUMBER.matcher(text).matches())) {
            out.append(text);
        } else {
            JsonText.quote(text, out);
        }
    }
}
