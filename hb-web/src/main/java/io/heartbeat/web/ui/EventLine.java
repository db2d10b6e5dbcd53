package io.heartbeat.web.ui;

import io.heartbeat.web.live.LiveMessage;

/**
 * One line of the event feed, in words.
 *
 * @param level {@code ok}, {@code info}, {@code warning} or {@code critical}
 * @param host whom it is about
 * @param at when, ISO 8601
 * @param clock when, time of day in UTC
 * @param text what happened
 */
public record EventLine(String level, String host, String at, String clock, String text) {
    static EventLine of(LiveMessage line) {
        return new EventLine(line.level(), line.host(), Words.iso(line.at()), Words.clock(line.at()), line.text());
    }
}
