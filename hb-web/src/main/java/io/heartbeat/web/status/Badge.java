package io.heartbeat.web.status;

import io.heartbeat.host.HostStatus;
import java.util.Locale;

/** A host and its state as a small SVG picture, the state as a word before it is a colour. */
public final class Badge {
    /** Of the picture. */
    public static final String MEDIA_TYPE = "image/svg+xml;charset=utf-8";

    private static final int LETTER = 7;
    private static final int PADDING = 8;
    private static final int LONGEST = 40;

    private static final String PICTURE =
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-label="%s: %s">\
            <title>%2$s: %3$s</title><clipPath id="r"><rect width="%1$d" height="20" rx="4"/></clipPath>\
            <g clip-path="url(#r)"><rect width="%4$d" height="20" fill="#3a4550"/><rect x="%4$d" width="%5$d" height="20" fill="%6$s"/></g>\
            <g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">\
            <text x="%7$d" y="14" fill="#fff" textLength="%8$d">%2$s</text>\
            <text x="%9$d" y="14" fill="%10$s" textLength="%11$d">%3$s</text></g></svg>""";

    private Badge() {}

    /** The picture, XML. */
    public static String of(String host, HostStatus status) {
        String name = escaped(host.length() > LONGEST ? host.substring(0, LONGEST - 1) + "…" : host);
        int left = Math.min(host.length(), LONGEST) * LETTER + 2 * PADDING;
        int right = status.label().length() * LETTER + 2 * PADDING;
        return String.format(
                Locale.ROOT,
                PICTURE,
                left + right,
                name,
                status.label(),
                left,
                right,
                fill(status),
                left / 2,
                left - 2 * PADDING,
                left + right / 2,
                ink(status),
                right - 2 * PADDING);
    }

    private static String fill(HostStatus status) {
        return switch (status) {
            case UP -> "#5cdd8b";
            case LATE -> "#f8a306";
            case DOWN -> "#dc3545";
            case MAINTENANCE -> "#1747f5";
            case UNKNOWN, PAUSED -> "#6b7681";
        };
    }

    private static String ink(HostStatus status) {
        return status == HostStatus.UP || status == HostStatus.LATE ? "#10202a" : "#fff";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
