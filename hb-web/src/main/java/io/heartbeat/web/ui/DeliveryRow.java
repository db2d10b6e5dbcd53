package io.heartbeat.web.ui;

import io.heartbeat.notify.Notification;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One line of the page of deliveries.
 *
 * @param at moment it was stored, ISO 8601
 * @param clock the moment for people, UTC
 * @param look class of the state: up, late, down or unknown
 * @param state word for people
 * @param occasion word for people
 * @param tries how often it was tried
 * @param answer what the service said, empty for who may not read it
 */
public record DeliveryRow(
        String at,
        String clock,
        String look,
        String state,
        String occasion,
        String host,
        String text,
        String channel,
        String receiver,
        int tries,
        String answer) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    static DeliveryRow of(Notification row, boolean reads, PageWords words) {
        // A mail server says its status itself.
        boolean said = row.status() == 0 || row.answer().startsWith(String.valueOf(row.status()));
        String status = said ? "" : row.status() + " ";
        return new DeliveryRow(
                row.createdAt().toString(),
                CLOCK.format(row.createdAt()),
                switch (row.state()) {
                    case SENT -> "up";
                    case FAILED -> "down";
                    case CLAIMED -> "unknown";
                    case PENDING -> row.attempts() == 0 ? "unknown" : "late";
                },
                words.get("deliveries.state-" + row.state().label()),
                words.get("deliveries.occasion-" + row.occasion().label()),
                row.host(),
                row.text(),
                row.channel(),
                row.receiver(),
                row.attempts(),
                reads ? (status + row.answer()).strip() : "");
    }
}
