package io.heartbeat.web.ui;

import io.heartbeat.web.live.LiveEvent;
import io.heartbeat.web.live.LiveMessage;

/**
 * One line of the event feed, in words; {@code resources/page/happened.js} says the same.
 *
 * @param level {@code ok}, {@code info}, {@code warning} or {@code critical}
 * @param host whom it is about
 * @param at when, ISO 8601
 * @param clock when, time of day in UTC
 * @param text what happened
 */
public record EventLine(String level, String host, String at, String clock, String text) {
    static EventLine of(LiveMessage line, PageWords words) {
        String text = line.event() == null ? line.text() : said(line.event(), words);
        return new EventLine(line.level(), line.host(), Words.iso(line.at()), Words.clock(line.at()), text);
    }

    private static String said(LiveEvent event, PageWords words) {
        String note = Words.phrase(event.note(), words);
        if (event.kind().equals(LiveEvent.TRANSITION)) {
            return event.state() == null ? note : words.get("page.state-" + event.state()) + ": " + note;
        }
        String what = words.of(
                "page.event-" + event.kind(), words.get("page.level-" + event.state()), event.reading(), event.actor());
        return note.isEmpty() ? what : what + " (" + note + ")";
    }
}
