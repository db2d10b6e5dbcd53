package io.heartbeat.pump.sender;

import java.util.Map;

/** Parts of a syslog header (RFC 5424, 6). */
public final class SyslogPart {
    /** Stands where a part is missing. */
    public static final String NIL = "-";

    private SyslogPart() {}

    /** Printable ASCII without blanks, bounded; {@link #NIL} where there is none. */
    public static String of(String text, int most) {
        if (text == null || text.isEmpty()) {
            return NIL;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(most, text.length()); i++) {
            char c = text.charAt(i);
            out.append(c > ' ' && c < 0x7f ? c : '_');
        }
        return out.toString();
    }

    /** The application of an entry; null when nothing tells it. */
    public static String app(Map<String, Object> entry) {
        return first(entry, "SYSLOG_IDENTIFIER", "SYSTEMD_UNIT", "PROCESS_NAME");
    }

    /** The first of these fields that has a text; null when none has. */
    public static String first(Map<String, Object> entry, String... names) {
        for (String name : names) {
            String text = JsonFields.text(entry, name);
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return null;
    }
}
