package io.heartbeat.pump.sender.otlp;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import java.util.List;
import java.util.Map;

/**
 * An entry in OpenTelemetry's terms.
 *
 * @param host {@code host.name} of its resource, may be empty
 * @param service {@code service.name} of its resource, may be empty
 * @param nanos when it happened, as its program's time stamp says, else when the journal had it: since 1970
 * @param observedNanos when the journal had it
 * @param severity 1 to 24, 0 when it has none
 * @param severityText syslog's name of it, empty when it has none
 * @param body the message, null when it has none
 * @param attributes all other fields
 */
record LogEntry(
        String host,
        String service,
        long nanos,
        long observedNanos,
        int severity,
        String severityText,
        Object body,
        Map<String, Object> attributes) {
    /** By syslog's priority; the numbers are those of the log data model's appendix. */
    private static final List<Integer> SEVERITIES = List.of(21, 19, 18, 17, 13, 10, 9, 5);

    private static final List<String> NAMES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    static LogEntry of(Batch batch, int item) {
        Map<String, Object> fields = JsonFields.of(batch, item);
        fields.remove("timestamp");
        fields.remove("REALTIME_TIMESTAMP");
        Object priority = fields.remove("PRIORITY");
        int level = priority instanceof Long number && number >= 0 && number < 8 ? number.intValue() : -1;
        long observed = batch.realtimeMicros(item) * 1_000;
        long nanos = fields.get("SOURCE_REALTIME_TIMESTAMP") instanceof Double seconds
                ? Math.round(seconds * 1_000_000) * 1_000
                : observed;
        String host = JsonFields.text(fields, "HOSTNAME");
        Object body = fields.remove("MESSAGE");
        String service = service(fields);
        fields.remove("HOSTNAME");
        fields.put("log.record.uid", batch.cursor(item));
        return new LogEntry(
                host == null ? "" : host,
                service,
                nanos,
                observed,
                level < 0 ? 0 : SEVERITIES.get(level),
                level < 0 ? "" : NAMES.get(level),
                body,
                fields);
    }

    private static String service(Map<String, Object> fields) {
        for (String name : List.of("SYSLOG_IDENTIFIER", "SYSTEMD_UNIT", "PROCESS_NAME")) {
            String text = JsonFields.text(fields, name);
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** What its resource is known by. */
    Resource resource() {
        return new Resource(host, service);
    }

    /** Host and program. */
    record Resource(String host, String service) {}
}
