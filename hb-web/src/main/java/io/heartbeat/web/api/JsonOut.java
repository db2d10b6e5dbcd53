package io.heartbeat.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** JSON answers as a stream: a list of many hosts is never held as a whole. Thread-safe. */
@ApplicationScoped
public class JsonOut {
    private final JsonGeneratorFactory generators = Json.createGeneratorFactory(Map.of());
    private final JsonParserFactory parsers = Json.createParserFactory(Map.of());

    /** An answer that is one object; {@code members} writes what is in it. */
    public StreamingOutput object(Consumer<JsonGenerator> members) {
        return out -> {
            try (JsonGenerator json = generators.createGenerator(out)) {
                json.writeStartObject();
                members.accept(json);
                json.writeEnd();
            }
        };
    }

    /** Parsers of messages and bodies. */
    JsonParserFactory parsers() {
        return parsers;
    }

    /** A text, or null. */
    public static void text(JsonGenerator json, String key, String value) {
        if (value == null) {
            json.writeNull(key);
        } else {
            json.write(key, value);
        }
    }

    /** Texts as an array. */
    public static void texts(JsonGenerator json, String key, Iterable<String> values) {
        json.writeStartArray(key);
        values.forEach(json::write);
        json.writeEnd();
    }

    /** A time as ISO 8601 in UTC, or null. */
    public static void time(JsonGenerator json, String key, Instant value) {
        text(json, key, value == null ? null : value.toString());
    }

    /** A number, without a fraction when it has none; null when it is not finite. */
    public static void number(JsonGenerator json, String key, double value) {
        json.writeKey(key);
        element(json, value);
    }

    /** A number as {@link #number}, as an element of an array. */
    public static void element(JsonGenerator json, double value) {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.write((long) value);
        } else {
            json.write(value);
        }
    }
}
