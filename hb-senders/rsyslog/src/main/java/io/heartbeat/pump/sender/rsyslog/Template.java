package io.heartbeat.pump.sender.rsyslog;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** What a message looks like: rsyslog's notation with {@code %tags%}, {@code %%} for a percent sign. Immutable. */
final class Template {
    static final String RFC5424 = "<%pri%>%protocol-version% %timestamp:::date-rfc3339% %HOSTNAME% %app-name% %procid%"
            + " %msgid% %structured-data% %msg%";
    static final String RFC3164 = "<%pri%>%timestamp% %HOSTNAME% %app-name%%[procid]%: %msg%";

    private static final DateTimeFormatter SYSLOG_TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter INTERNET_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final List<BiConsumer<SyslogRecord, StringBuilder>> parts = new ArrayList<>();

    private Template() {}

    /**
     * Reads a template.
     *
     * @param data what {@code %structured-data%} stands for
     * @throws IllegalArgumentException that names the tag nobody knows
     */
    static Template parse(String text, String data) {
        Template template = new Template();
        int at = 0;
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            template.literal(text.substring(at, percent < 0 ? text.length() : percent));
            if (percent < 0) {
                return template;
            }
            int end = text.indexOf('%', percent + 1);
            if (end < 0) {
                throw new IllegalArgumentException("a % has no partner; %% stands for one percent sign");
            }
            template.tag(text.substring(percent + 1, end), data);
            at = end + 1;
        }
        return template;
    }

    private void literal(String text) {
        if (!text.isEmpty()) {
            parts.add((record, out) -> out.append(text));
        }
    }

    private void tag(String name, String data) {
        switch (name) {
            case "" -> literal("%");
            case "pri" ->
                parts.add((record, out) -> out.append(record.priority().value()));
            case "protocol-version", "procotol-version" -> literal("1");
            case "timestamp" -> parts.add((record, out) -> SYSLOG_TIME.formatTo(time(record), out));
            case "timestamp:::date-rfc3339" -> parts.add((record, out) -> INTERNET_TIME.formatTo(time(record), out));
            case "HOSTNAME" -> parts.add((record, out) -> out.append(record.host()));
            case "app-name" -> parts.add((record, out) -> out.append(record.app()));
            case "procid" -> parts.add((record, out) -> out.append(record.procid()));
            case "[procid]" -> parts.add((record, out) -> bracketed(record, out));
            case "msgid" -> parts.add((record, out) -> out.append(record.msgid()));
            case "msg" -> parts.add((record, out) -> out.append(record.message()));
            case "structured-data" -> literal(data);
            default ->
                throw new IllegalArgumentException("there is no tag %" + name + "%; known are pri,"
                        + " protocol-version, timestamp, timestamp:::date-rfc3339, HOSTNAME, app-name, procid, msgid, msg,"
                        + " structured-data");
        }
    }

    /** As everybody writes RFC 3164: {@code app[1234]:}, and {@code app:} where no process is known. */
    private static void bracketed(SyslogRecord record, StringBuilder out) {
        if (!record.procid().equals("-")) {
            out.append('[').append(record.procid()).append(']');
        }
    }

    private static LocalDateTime time(SyslogRecord record) {
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(record.micros(), ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** One message. */
    String format(SyslogRecord record) {
        StringBuilder out = new StringBuilder(256);
        parts.forEach(part -> part.accept(record, out));
        return out.toString();
    }
}
