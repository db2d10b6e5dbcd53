package io.heartbeat.pump.sender.rsyslog;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import io.heartbeat.pump.sender.SyslogPart;
import java.util.Map;

/**
 * What of an entry goes into a message.
 *
 * @param micros since 1970, UTC
 * @param message may hold any character
 */
record SyslogRecord(
        Priority priority, long micros, String host, String app, String procid, String msgid, String message) {
    static SyslogRecord of(Batch batch, int item, Priority defaults) {
        Map<String, Object> entry = JsonFields.of(batch, item);
        String message = JsonFields.text(entry, "MESSAGE");
        String id = JsonFields.text(entry, "MESSAGE_ID");
        return new SyslogRecord(
                defaults.with(JsonFields.text(entry, "SYSLOG_FACILITY"), JsonFields.text(entry, "PRIORITY")),
                batch.realtimeMicros(item),
                SyslogPart.of(JsonFields.text(entry, "HOSTNAME"), 255),
                SyslogPart.of(SyslogPart.app(entry), 48),
                SyslogPart.of(SyslogPart.first(entry, "PID", "SYSLOG_PID"), 128),
                SyslogPart.of(id == null ? null : id.replace("-", ""), 32),
                message == null ? "" : message);
    }
}
