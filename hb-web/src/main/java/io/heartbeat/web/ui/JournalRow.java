package io.heartbeat.web.ui;

import io.heartbeat.journal.JournalLine;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One line of the page of the message journal.
 *
 * @param at moment, ISO 8601
 * @param clock the moment for people, UTC
 * @param type {@code HTB}, {@code PLG}, {@code RES} or {@code EVT}
 * @param host as the message names it, empty when it names none
 * @param source address and port
 * @param message JSON
 */
public record JournalRow(String at, String clock, String type, String host, String source, String message) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    static JournalRow of(JournalLine line) {
        String address = line.address().contains(":") ? "[" + line.address() + "]" : line.address();
        return new JournalRow(
                line.at().toString(),
                CLOCK.format(line.at()),
                line.type(),
                line.host(),
                line.port() == 0 ? "" : address + ":" + line.port(),
                line.message());
    }

    /** The type as a class of the style. */
    public String look() {
        return type.toLowerCase(Locale.ROOT);
    }
}
