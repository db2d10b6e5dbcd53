package io.heartbeat.web.ui;

import io.heartbeat.logstore.search.LogLine;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One line of the page of logs.
 *
 * @param at moment, ISO 8601
 * @param clock the moment for people, UTC
 * @param severity label, empty when the line tells none
 * @param source application and facility
 */
public record LogRow(String at, String clock, String host, String severity, String source, String text) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    static LogRow of(LogLine line) {
        String application = line.source().application();
        String facility = line.source().facility();
        return new LogRow(
                line.at().toString(),
                CLOCK.format(line.at()),
                line.host(),
                line.severity() == null ? "" : line.severity().label(),
                application.isEmpty() ? facility : application + " " + facility,
                line.text());
    }
}
