package io.heartbeat.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small maps and lists as JSON text in one column. */
final class JsonColumns {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonColumns() {}

    static String of(Map<String, String> map) {
        return write(json -> {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : map.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        });
    }

    static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        read(text, json -> {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                map.put(key, json.getText());
            }
        });
        return map;
    }

    static String of(List<String> list) {
        return write(json -> {
            json.writeStartArray();
            for (String item : list) {
                json.writeString(item);
            }
            json.writeEndArray();
        });
    }

    static List<String> list(String text) {
        List<String> list = new ArrayList<>();
        read(text, json -> {
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                list.add(json.getText());
            }
        });
        return list;
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private interface Reading {
        void from(JsonParser json) throws IOException;
    }

    private static String write(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void read(String text, Reading reading) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            reading.from(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
