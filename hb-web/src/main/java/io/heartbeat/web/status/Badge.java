package io.heartbeat.web.status;

import static io.heartbeat.web.markup.Markup.escaped;

import io.heartbeat.host.HostStatus;
import java.util.Locale;

/** A host or a public page and how it is, as a small SVG picture: a word before it is a colour. */
public final class Badge {
    /** Of the picture. */
    public static final String MEDIA_TYPE = "image/svg+xml;charset=utf-8";

    private static final int LETTER = 7;
    private static final int PADDING = 8;
    private static final int LONGEST = 40;
    private static final String UP = "#5cdd8b";
    private static final String LATE = "#f8a306";
    private static final String DOWN = "#dc3545";
    private static final String MAINTENANCE = "#1747f5";
    private static final String UNKNOWN = "#6b7681";

    private static final String PICTURE =
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-label="%s: %s">\
            <title>%2$s: %3$s</title><clipPath id="r"><rect width="%1$d" height="20" rx="4"/></clipPath>\
            <g clip-path="url(#r)"><rect width="%4$d" height="20" fill="#3a4550"/><rect x="%4$d" width="%5$d" height="20" fill="%6$s"/></g>\
            <g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">\
            <text x="%7$d" y="14" fill="#fff" textLength="%8$d">%2$s</text>\
            <text x="%9$d" y="14" fill="%10$s" textLength="%11$d">%3$s</text></g></svg>""";

    private Badge() {}

    /** The picture of a host, XML. */
    public static String of(String host, HostStatus status) {
        return of(host, status.label(), fill(status));
    }

    /** The picture of a public page, XML. */
    public static String of(String title, Condition condition) {
        return of(title, condition.label(), fill(condition));
    }

    private static String of(String name, String word, String fill) {
        String shown = escaped(name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name);
        int left = Math.min(name.length(), LONGEST) * LETTER + 2 * PADDING;
        int right = word.length() * LETTER + 2 * PADDING;
        return String.format(
                Locale.ROOT,
                PICTURE,
                left + right,
                shown,
                word,
                left,
                right,
                fill,
                left / 2,
                left - 2 * PADDING,
                left + right / 2,
                fill.equals(UP) || fill.equals(LATE) ? "#10202a" : "#fff",
                right - 2 * PADDING);
    }

    private static String fill(HostStatus status) {
        return switch (status) {
            case UP -> UP;
            case LATE -> LATE;
            case DOWN -> DOWN;
            case MAINTENANCE -> MAINTENANCE;
            case UNKNOWN, PAUSED -> UNKNOWN;
        };
    }

    private static String fill(Condition condition) {
        return switch (condition) {
            case OPERATIONAL -> UP;
            case DEGRADED -> LATE;
            case OUTAGE -> DOWN;
            case MAINTENANCE -> MAINTENANCE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
