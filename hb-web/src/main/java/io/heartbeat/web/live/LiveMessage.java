package io.heartbeat.web.live;

import io.heartbeat.alert.AlertChanged;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTransitioned;
import java.time.Instant;

/**
 * One line of the event feed.
 *
 * @param id number of the stored transition, 0 for a one-off text
 * @param at when it happened
 * @param host whom it is about
 * @param level {@code ok}, {@code info}, {@code warning} or {@code critical}
 * @param text what a person reads; may hold anything that an agent sent
 * @param event the same in parts, null for a one-off text, which is the agent's own
 */
public record LiveMessage(long id, Instant at, String host, String level, String text, LiveEvent event) {
    /** Longer texts are cut: the feed is for the eye, the journal has the whole. */
    private static final int LONGEST = 2_000;

    static LiveMessage of(HostTransitioned event) {
        String change = event.from() == event.to() ? "" : event.to().label() + ": ";
        String text = change + event.reason();
        return new LiveMessage(event.id(), event.at(), event.host(), level(event.to()), text, LiveEvent.of(event));
    }

    static LiveMessage of(AlertChanged event) {
        String level =
                switch (event.to()) {
                    case OK -> "ok";
                    case WARNING -> "warning";
                    case UNKNOWN -> "info";
                    case CRITICAL -> "critical";
                };
        String host = event.alert().host();
        return new LiveMessage(0, event.at(), host, level, clip(event.text()), LiveEvent.of(event));
    }

    static LiveMessage said(Instant at, String host, String text) {
        return new LiveMessage(0, at, host, "info", clip(text), null);
    }

    private static String clip(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String level(HostStatus to) {
        return switch (to) {
            case UP -> "ok";
            case LATE -> "warning";
            case DOWN -> "critical";
            case UNKNOWN, PAUSED, MAINTENANCE -> "info";
        };
    }
}
