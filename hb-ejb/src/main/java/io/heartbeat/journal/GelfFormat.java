package io.heartbeat.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Graylog Extended Log Format 1.1 (docs/MESSAGE_JOURNAL.md, "GELF"). */
final class GelfFormat implements EntryFormat {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int INFORMATIONAL = 6;
    private static final int NOTICE = 5;

    @Override
    public byte[] bytes(Entry entry) throws IOException {
        Map<String, Fields.Field> fields = Fields.of(entry.json());
        String name = CefFormat.name(entry, fields);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + 2 * entry.json().length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", "1.1");
            json.writeStringField("host", entry.host());
            json.writeStringField("short_message", name);
            json.writeStringField("full_message", new String(entry.json(), StandardCharsets.UTF_8));
            json.writeFieldName("timestamp");
            json.writeRawValue(seconds(entry.arrival().epochMicros()));
            json.writeNumberField("level", name.equals("shutdown") ? NOTICE : INFORMATIONAL);
            json.writeStringField("_type", entry.type());
            json.writeStringField("_source_ip", entry.source());
            json.writeNumberField("_source_port", entry.arrival().source().getPort());
            additional(json, fields);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static String seconds(long micros) {
        return String.format(
                Locale.ROOT, "%d.%06d", Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L));
    }

    /** Names of other characters than GELF allows are mended; those that GELF or we use already are left out. */
    private static void additional(JsonGenerator json, Map<String, Fields.Field> fields) throws IOException {
        Set<String> taken = new HashSet<>(Set.of("id", "ID", "name", "type", "source_ip", "source_port"));
        for (Map.Entry<String, Fields.Field> field : fields.entrySet()) {
            String name = field.getKey().replaceAll("[^A-Za-z0-9_.-]", "_");
            if (taken.add(name)) {
                json.writeFieldName("_" + name);
                if (field.getValue().number()) {
                    json.writeRawValue(field.getValue().text());
                } else {
                    json.writeString(field.getValue().text());
                }
            }
        }
    }
}
