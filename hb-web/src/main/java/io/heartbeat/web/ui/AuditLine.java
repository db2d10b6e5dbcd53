package io.heartbeat.web.ui;

import io.heartbeat.access.AuditEntry;

/**
 * A line of {@code /audit}.
 *
 * @param at ISO 8601
 * @param clock the same for people, UTC
 * @param user empty for nobody
 * @param action as it is stored
 * @param word key of its text
 */
public record AuditLine(
        long id,
        String at,
        String clock,
        String user,
        String address,
        String action,
        String word,
        String host,
        String subject,
        String detail) {
    static AuditLine of(AuditEntry entry) {
        String at = Words.iso(entry.at());
        String action = entry.deed().action();
        return new AuditLine(
                entry.id(),
                at,
                at.replace('T', ' ').replace("Z", ""),
                text(entry.deed().actor().name()),
                text(entry.deed().actor().address()),
                action,
                "audit.do-" + action.replace('.', '-'),
                text(entry.deed().host()),
                text(entry.deed().subject()),
                text(entry.deed().detail()));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
