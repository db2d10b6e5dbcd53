package io.heartbeat.pump.sender.google;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes the body of {@code entries:write}. For one thread. */
final class Entries {
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> SEVERITIES =
            List.of("EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG");
    private static final String TRUNCATED = "[MESSAGE TRUNCATED]";
    /** Of one entry's payload, in bytes: Google takes 256 KiB with all around it. */
    private static final int MOST = 250 * 1024;

    private final GooglePlan plan;

    Entries(GooglePlan plan) {
        this.plan = plan;
    }

    /** The body for these items of a batch. */
    byte[] body(Batch batch, int... items) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("logName", plan.logName());
            json.writeObjectFieldStart("resource");
            json.writeStringField("type", "generic_node");
            json.writeFieldName("labels");
            JsonFields.write(json, plan.labels());
            json.writeEndObject();
            json.writeBooleanField("partialSuccess", true);
            json.writeArrayFieldStart("entries");
            for (int item : items) {
                entry(json, batch, item);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void entry(JsonGenerator json, Batch batch, int item) throws IOException {
        Map<String, Object> fields = JsonFields.of(batch, item);
        fields.remove("timestamp");
        String severity = severity(fields.remove("PRIORITY"));
        json.writeStartObject();
        json.writeStringField(
                "timestamp",
                Instant.EPOCH
                        .plus(batch.realtimeMicros(item), ChronoUnit.MICROS)
                        .toString());
        json.writeStringField("severity", severity);
        json.writeStringField("insertId", insertId(batch.cursor(item)));
        json.writeFieldName("jsonPayload");
        json.writeRawValue(payload(fields));
        json.writeEndObject();
    }

    /** What is too large has its message cut, between two characters. */
    private static String payload(Map<String, Object> fields) throws IOException {
        Object message = fields.get("MESSAGE");
        if (message instanceof String text) {
            fields.put("MESSAGE", decoded(text));
        }
        String whole = json(fields);
        int over = length(whole) - MOST;
        if (over <= 0 || !(message instanceof String text)) {
            return whole;
        }
        int keep = text.length();
        while (over > 0 && keep > 0) {
            // JSON makes at most six bytes of a character: what is cut too little is cut again.
            keep = Math.max(0, keep - Math.max(TRUNCATED.length(), over / 6));
            int end = keep > 0 && Character.isHighSurrogate(text.charAt(keep - 1)) ? keep - 1 : keep;
            fields.put("MESSAGE", text.substring(0, end) + TRUNCATED);
            whole = json(fields);
            over = length(whole) - MOST;
        }
        return whole;
    }

    /** A message that is JSON itself is shown as such, as journalpump does. */
    private static Object decoded(String text) {
        if (text.isEmpty() || "{[\"-0123456789tfn \t\r\n".indexOf(text.charAt(0)) < 0) {
            return text;
        }
        try {
            return JsonFields.parse(text);
        } catch (IOException noJson) {
            return text;
        }
    }

    private static String json(Map<String, Object> fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            JsonFields.write(json, fields);
        }
        return text.toString();
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String severity(Object priority) {
        return priority instanceof Long number && number >= 0 && number < SEVERITIES.size()
                ? SEVERITIES.get(number.intValue())
                : "DEFAULT";
    }

    /** The same for the same entry, so that Google keeps one of two. */
    private static String insertId(String cursor) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(cursor.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
