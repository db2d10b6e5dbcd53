package io.heartbeat.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/** The JSON that goes out, and the little that is read of what comes back. */
public final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** Writes the members of an object. */
    public interface Members {
        /** Writes them. */
        void to(JsonGenerator json) throws IOException;
    }

    /** One object. */
    public static String object(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a text unless it is empty. */
    public static void text(JsonGenerator json, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(key, value);
        }
    }

    /** The first number under a key, however deep, in a text that may be anything. */
    public static OptionalDouble number(String text, String key) {
        try (JsonParser json = JSON.createParser(text)) {
            while (json.nextToken() != null) {
                if (key.equals(json.currentName()) && json.currentToken().isNumeric()) {
                    return OptionalDouble.of(json.getDoubleValue());
                }
            }
        } catch (IOException noJson) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.empty();
    }

    /** Whether there is a list under a key that has elements, in a text that may be anything. */
    public static boolean filled(String text, String key) {
        try (JsonParser json = JSON.createParser(text)) {
            while (json.nextToken() != null) {
                if (key.equals(json.currentName()) && json.currentToken() == JsonToken.START_ARRAY) {
                    return json.nextToken() != JsonToken.END_ARRAY;
                }
            }
        } catch (IOException noJson) {
            return false;
        }
        return false;
    }
}
