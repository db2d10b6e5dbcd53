package io.heartbeat.pump.sender.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heartbeat.pump.sender.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** JSON as the protocol has it: names in lowerCamelCase, 64-bit integers as strings, enumerations as numbers. */
final class JsonForm implements Form {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> attributes;

    JsonForm(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] request(List<LogEntry> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("resourceLogs");
            for (Map.Entry<LogEntry.Resource, List<LogEntry>> one :
                    Resources.of(records).entrySet()) {
                resource(json, one.getKey(), one.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void resource(JsonGenerator json, LogEntry.Resource resource, List<LogEntry> records) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("resource");
        fields(json, "attributes", Resources.attributes(resource, attributes));
        json.writeEndObject();
        json.writeArrayFieldStart("scopeLogs");
        json.writeStartObject();
        json.writeObjectFieldStart("scope");
        json.writeStringField("name", Resources.SCOPE);
        json.writeEndObject();
        json.writeArrayFieldStart("logRecords");
        for (LogEntry record : records) {
            record(json, record);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void record(JsonGenerator json, LogEntry record) throws IOException {
        json.writeStartObject();
        json.writeStringField("timeUnixNano", Long.toString(record.nanos()));
        json.writeStringField("observedTimeUnixNano", Long.toString(record.observedNanos()));
        if (record.severity() > 0) {
            json.writeNumberField("severityNumber", record.severity());
            json.writeStringField("severityText", record.severityText());
        }
        if (record.body() != null) {
            json.writeFieldName("body");
            value(json, record.body());
        }
        fields(json, "attributes", record.attributes());
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, String name, Map<?, ?> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            json.writeStartObject();
            json.writeStringField("key", field.getKey().toString());
            json.writeFieldName("value");
            value(json, field.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        json.writeStartObject();
        if (value instanceof Map<?, ?> map) {
            json.writeObjectFieldStart("kvlistValue");
            fields(json, "values", map);
            json.writeEndObject();
        } else if (value instanceof List<?> items) {
            json.writeObjectFieldStart("arrayValue");
            json.writeArrayFieldStart("values");
            for (Object item : items) {
                value(json, item);
            }
            json.writeEndArray();
            json.writeEndObject();
        } else if (value instanceof Long number) {
            json.writeStringField("intValue", number.toString());
        } else if (value instanceof Double number) {
            json.writeNumberField("doubleValue", number);
        } else if (value instanceof Boolean flag) {
            json.writeBooleanField("boolValue", flag);
        } else if (value instanceof BigInteger || value instanceof String) {
            json.writeStringField("stringValue", value.toString());
        }
        json.writeEndObject();
    }

    @Override
    public PartialSuccess response(byte[] body) {
        try {
            return JsonFields.read(body).get("partialSuccess") instanceof Map<?, ?> partial
                    ? partial(partial)
                    : PartialSuccess.FULL;
        } catch (IOException another) {
            return PartialSuccess.FULL;
        }
    }

    private static PartialSuccess partial(Map<?, ?> partial) {
        Object rejected = partial.get("rejectedLogRecords");
        Object message = partial.get("errorMessage");
        boolean counted = rejected != null && rejected.toString().matches("[0-9]{1,18}");
        return new PartialSuccess(
                counted ? Long.parseLong(rejected.toString()) : 0, message == null ? "" : message.toString());
    }

    @Override
    public String status(byte[] body) {
        try {
            String message = JsonFields.text(JsonFields.read(body), "message");
            return message == null ? "" : PartialSuccess.shown(message);
        } catch (IOException noJson) {
            return "";
        }
    }
}
