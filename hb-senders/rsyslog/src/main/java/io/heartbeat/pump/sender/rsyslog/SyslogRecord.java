package io.heartbeat.pump.sender.rsyslog;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import java.util.Map;

/**
 * What of an entry goes into a message.
 *
 * @param micros since 1970, UTC
 * @param message may hold any character
 */
record SyslogRecord(
        Priority priority, long micros, String host, String app, String procid, String msgid, String message) {
    private static final String NIL = "-";

    static SyslogRecord of(Batch batch, int item, Priority defaults) {
        Map<String, Object> entry = JsonFields.of(batch, item);
        String message = JsonFields.text(entry, "MESSAGE");
        String id = JsonFields.text(entry, "MESSAGE_ID");
        return new SyslogRecord(
                defaults.with(JsonFields.text(entry, "SYSLOG_FACILITY"), JsonFields.text(entry, "PRIORITY")),
                batch.realtimeMicros(item),
                part(JsonFields.text(entry, "HOSTNAME"), 255),
                part(first(entry, "SYSLOG_IDENTIFIER", "SYSTEMD_UNIT", "PROCESS_NAME"), 48),
                part(first(entry, "PID", "SYSLOG_PID"), 128),
                part(id == null ? null : id.replace("-", ""), 32),
                message == null ? "" : message);
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

    /** A part of the header: printable ASCII without blanks, bounded, the NILVALUE where there is none. */
    private static String part(String text, int most) {
        if (text == null || text.isEmpty()) {
            return NIL;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(most, text.length()); i++) {
            char c = text.charAt(i);
            out.append(c > ' ' && c < 0x7f ? c : '_');
        }
        return out.toString();
    }
}
