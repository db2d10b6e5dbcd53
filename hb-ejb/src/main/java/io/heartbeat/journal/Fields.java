package io.heartbeat.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The simple values at the top of a message, for formats that know only such: strings, numbers as their text, booleans. */
final class Fields {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 100;

    private Fields() {}

    /**
     * A value as it stands in the message.
     *
     * @param text string without quotes, or token
     * @param number whether it is a number
     */
    record Field(String text, boolean number) {}

    /** By name, in the order of the message, the first hundred; of a name that comes twice, the last value. */
    static Map<String, Field> of(byte[] json) throws IOException {
        Map<String, Field> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME && fields.size() < MOST) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    fields.put(name, new Field(parser.getText(), value.isNumeric()));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return fields;
    }
}
