package io.heartbeat.web.api;

import io.heartbeat.metric.Report;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.Set;

/** A plugin's own metrics: the received message without the members that only carried it. */
final class MessageData {
    private static final Set<String> ENVELOPE = Set.of("ID", "name", "plugin");

    private final JsonParser in;
    private final JsonGenerator out;

    private MessageData(JsonParser in, JsonGenerator out) {
        this.in = in;
        this.out = out;
    }

    /** Writes {@code "timestamp"} and {@code "data"} of one report into an object that is open. */
    static void members(JsonOut factories, JsonGenerator out, Report report) {
        JsonOut.time(out, "timestamp", report.timestamp());
        out.writeStartObject("data");
        try (JsonParser in = factories.parsers().createParser(new ByteArrayInputStream(report.json()))) {
            in.next();
            new MessageData(in, out).copyMembers();
        }
        out.writeEnd();
    }

    private void copyMembers() {
        int depth = 0;
        while (in.hasNext() && depth >= 0) {
            JsonParser.Event event = in.next();
            if (depth == 0 && event == JsonParser.Event.KEY_NAME && ENVELOPE.contains(in.getString())) {
                skipValue();
                continue;
            }
            switch (event) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                default -> {}
            }
            if (depth >= 0) {
                copy(event);
            }
        }
    }

    private void skipValue() {
        switch (in.next()) {
            case START_OBJECT -> in.skipObject();
            case START_ARRAY -> in.skipArray();
            default -> {}
        }
    }

    private void copy(JsonParser.Event event) {
        switch (event) {
            case START_OBJECT -> out.writeStartObject();
            case START_ARRAY -> out.writeStartArray();
            case END_OBJECT, END_ARRAY -> out.writeEnd();
            case KEY_NAME -> out.writeKey(in.getString());
            case VALUE_STRING -> out.write(in.getString());
            case VALUE_NUMBER -> copyNumber();
            case VALUE_TRUE -> out.write(true);
            case VALUE_FALSE -> out.write(false);
            case VALUE_NULL -> out.writeNull();
        }
    }

    /** Digits stay as sent; a number that no reader could hold (an exponent beyond 32 bits) is told as a text. */
    private void copyNumber() {
        String digits = in.getString();
        try {
            out.write(new BigDecimal(digits));
        } catch (NumberFormatException beyond) {
            out.write(digits);
        }
    }
}
