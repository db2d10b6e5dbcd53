package io.heartbeat.web.api;

import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

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
}
