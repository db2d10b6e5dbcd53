package io.heartbeat.web.api;

import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON object that a request carries, small. */
final class JsonBody {
    static final int MOST_BYTES = 16 << 10;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private final JsonObject object;

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /** Reads one that may be absent: then it is empty. */
    static JsonBody readOptional(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        return bytes.length == 0 ? new JsonBody(JsonValue.EMPTY_JSON_OBJECT) : read(new ByteArrayInputStream(bytes));
    }

    /**
     * Reads it.
     *
     * @throws ProblemException when it is too large or not one JSON object
     */
    static JsonBody read(InputStream in) throws IOException {
        return read(in, MOST_BYTES);
    }

    /** Reads one of at most so many bytes. */
    static JsonBody read(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, "at most " + most + " bytes are read");
        }
        try (JsonParser parser = Json.createParser(new ByteArrayInputStream(bytes))) {
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                JsonBody body = new JsonBody(parser.getObject());
                if (!parser.hasNext()) {
                    return body;
                }
            }
        } catch (RuntimeException malformed) {
            // JsonException, or what Parsson throws for an empty body and for nesting that is too deep.
            throw new ProblemException(ProblemType.MALFORMED_JSON, "a JSON object is expected");
        }
        throw new ProblemException(ProblemType.MALFORMED_JSON, "a JSON object is expected");
    }

    /** A text that must be there. */
    String text(String key) {
        if (object.get(key) instanceof JsonString text) {
            return text.getString();
        }
        throw new ProblemException(ProblemType.MALFORMED_JSON, key + " must be a text");
    }

    /** A text that may be absent or null; not longer than so many characters. */
    String text(String key, String def, int longest) {
        JsonValue value = object.get(key);
        if (value == null || value == JsonValue.NULL) {
            return def;
        }
        if (value instanceof JsonString text && text.getString().length() <= longest) {
            return clean(text.getString());
        }
        throw refused(key + " must be a text of at most " + longest + " characters");
    }

    /** Whether a key is there and not null. */
    boolean has(String key) {
        return object.containsKey(key) && !object.isNull(key);
    }

    /** A truth value, false when absent. */
    boolean flag(String key) {
        JsonValue value = object.getOrDefault(key, JsonValue.FALSE);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw refused(key + " must be true or false");
        }
        return value == JsonValue.TRUE;
    }

    /** A whole number; {@code def} when absent. */
    long number(String key, long def, long min, long max) {
        if (!has(key)) {
            return def;
        }
        if (object.get(key) instanceof JsonNumber number
                && number.isIntegral()
                && number.bigIntegerValueExact().bitLength() < Long.SIZE
                && number.longValueExact() >= min
                && number.longValueExact() <= max) {
            return number.longValueExact();
        }
        throw refused(key + " must be a whole number from " + min + " to " + max);
    }

    /** A moment, ISO 8601 with zone; {@code def} when absent. */
    Instant time(String key, Instant def) {
        String text = text(key, null, 64);
        if (text == null) {
            return def;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeParseException notATime) {
            throw notATime(key);
        }
        throw notATime(key);
    }

    private static ProblemException notATime(String key) {
        return refused(key + " must be a time with zone, such as 2026-11-21T09:00:00Z");
    }

    /** Texts, none when absent. */
    List<String> texts(String key, int most, int longest) {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array(key, most)) {
            if (!(value instanceof JsonString text) || text.getString().length() > longest) {
                throw refused(key + " must be texts of at most " + longest + " characters");
            }
            texts.add(clean(text.getString()));
        }
        return texts;
    }

    /** Whole numbers, none when absent. */
    List<Long> numbers(String key, int most) {
        List<Long> numbers = new ArrayList<>();
        for (JsonValue value : array(key, most)) {
            if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
                throw refused(key + " must be whole numbers");
            }
            numbers.add(number.longValue());
        }
        return numbers;
    }

    /** Objects, none when absent. */
    List<JsonBody> objects(String key, int most) {
        List<JsonBody> objects = new ArrayList<>();
        for (JsonValue value : array(key, most)) {
            if (!(value instanceof JsonObject inner)) {
                throw refused(key + " must be objects");
            }
            objects.add(new JsonBody(inner));
        }
        return objects;
    }

    /** An object; empty when absent. */
    JsonBody inside(String key) {
        if (!has(key)) {
            return new JsonBody(JsonValue.EMPTY_JSON_OBJECT);
        }
        if (object.get(key) instanceof JsonObject inner) {
            return new JsonBody(inner);
        }
        throw refused(key + " must be an object");
    }

    /** Texts by their keys, none when absent; null is an empty one. */
    Map<String, String> map(String key, int longest) {
        JsonBody inner = inside(key);
        Map<String, String> texts = new LinkedHashMap<>();
        inner.object.keySet().forEach(name -> texts.put(name, inner.text(name, "", longest)));
        return texts;
    }

    /** No database takes U+0000. */
    private static String clean(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private List<JsonValue> array(String key, int most) {
        if (!has(key)) {
            return List.of();
        }
        if (object.get(key) instanceof JsonArray array && array.size() <= most) {
            return array;
        }
        throw refused(key + " must be a list of at most " + most);
    }

    /** What is wrong with a value in it. */
    static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }

    /** A text that may be absent or null. */
    String text(String key, String otherwise) {
        return absent(key) ? otherwise : text(key);
    }

    /** A truth that may be absent. */
    boolean flag(String key, boolean otherwise) {
        if (absent(key)) {
            return otherwise;
        }
        JsonValue value = object.get(key);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw new ProblemException(ProblemType.MALFORMED_JSON, key + " must be true or false");
    }

    /** A whole number that may be absent. */
    int whole(String key, int otherwise, int least, int most) {
        if (absent(key)) {
            return otherwise;
        }
        if (object.get(key) instanceof JsonNumber number
                && number.isIntegral()
                && number.longValue() >= least
                && number.longValue() <= most) {
            return number.intValue();
        }
        throw new ProblemException(
                ProblemType.MALFORMED_JSON, key + " must be a whole number from " + least + " to " + most);
    }

    /** A list of texts that may be absent. */
    List<String> texts(String key) {
        if (absent(key)) {
            return List.of();
        }
        if (object.get(key) instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
            return array.getValuesAs(JsonString::getString);
        }
        throw new ProblemException(ProblemType.MALFORMED_JSON, key + " must be a list of texts");
    }

    private boolean absent(String key) {
        return !object.containsKey(key) || object.isNull(key);
    }
}
