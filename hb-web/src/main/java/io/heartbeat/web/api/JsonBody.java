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
import java.util.List;

/** The JSON object that a request carries, small. */
final class JsonBody {
    static final int MOST_BYTES = 16 << 10;

    private final JsonObject object;

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /**
     * Reads it.
     *
     * @throws ProblemException when it is too large or not one JSON object
     */
    static JsonBody read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, "at most " + MOST_BYTES + " bytes are read");
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
