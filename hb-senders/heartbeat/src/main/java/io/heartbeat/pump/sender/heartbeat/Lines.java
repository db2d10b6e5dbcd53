package io.heartbeat.pump.sender.heartbeat;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Entries as the server's search reads them: the moment, the severity in capitals, then program and message, or the whole
 * entry as JSON. One line each, whatever is in it; the same entry always makes the same bytes. For one thread.
 */
final class Lines {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> SEVERITIES =
            List.of("EMERG", "ALERT", "CRIT", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG");
    private static final int USUAL = 6;

    private final boolean whole;

    Lines(boolean whole) {
        this.whole = whole;
    }

    /** All pending items. */
    byte[] of(Batch batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            Map<String, Object> entry = JsonFields.of(batch, i);
            StringBuilder line = new StringBuilder(256);
            MOMENT.formatTo(Instant.EPOCH.plus(batch.realtimeMicros(i), ChronoUnit.MICROS), line);
            line.append(' ').append(severity(entry)).append(' ');
            if (whole) {
                line.append(batch.json(i));
            } else {
                text(entry, line);
            }
            out.writeBytes(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String severity(Map<String, Object> entry) {
        String priority = JsonFields.text(entry, "PRIORITY");
        boolean known = priority != null && priority.matches("[0-7]");
        return SEVERITIES.get(known ? Integer.parseInt(priority) : USUAL);
    }

    private static void text(Map<String, Object> entry, StringBuilder line) {
        String program = first(entry, "SYSLOG_IDENTIFIER", "SYSTEMD_UNIT", "PROCESS_NAME");
        String process = first(entry, "PID", "SYSLOG_PID");
        if (program != null) {
            escape(program, line);
            if (process != null) {
                escape(process, line.append('['));
                line.append(']');
            }
            line.append(": ");
        }
        String message = JsonFields.text(entry, "MESSAGE");
        escape(message == null ? "" : message, line);
    }

    private static String first(Map<String, Object> entry, String... names) {
        for (String name : names) {
            String text = JsonFields.text(entry, name);
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** A line break would end the line, and other control characters the patience of a terminal. */
    private static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append(c);
                default -> line.append(c < ' ' || c == 0x7f ? '\uFFFD' : c);
            }
        }
    }
}
