package io.heartbeat.journal;

import java.io.IOException;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** ArcSight Common Event Format, version 0 (docs/MESSAGE_JOURNAL.md, "CEF"). */
final class CefFormat implements EntryFormat {
    @Override
    public byte[] bytes(Entry entry) throws IOException {
        Map<String, Fields.Field> fields = Fields.of(entry.json());
        StringBuilder line = new StringBuilder(256 + entry.json().length);
        line.append("CEF:0|Heartbeat|hbd|1|").append(entry.type()).append('|');
        line.append(name(entry, fields))
                .append('|')
                .append(severity(entry, fields))
                .append('|');
        line.append("rt=").append(entry.epochMillis());
        line.append(" shost=").append(value(entry.host()));
        if (entry.arrival().source().getAddress() instanceof Inet6Address) {
            line.append(" c6a2Label=Source IPv6 Address c6a2=").append(entry.source());
        } else {
            line.append(" src=").append(entry.source());
        }
        line.append(" spt=").append(entry.arrival().source().getPort());
        Fields.Field plugin = fields.get("plugin");
        if (plugin != null) {
            line.append(" cs1Label=plugin cs1=").append(value(plugin.text()));
        }
        line.append(" msg=").append(value(new String(entry.json(), StandardCharsets.UTF_8)));
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What happened, in words; names of plugins have no character that any format would escape. */
    static String name(Entry entry, Map<String, Fields.Field> fields) {
        Fields.Field plugin = fields.get("plugin");
        return switch (entry.type()) {
            case "HTB" ->
                fields.containsKey("shutdown") && fields.get("shutdown").text().equals("true")
                        ? "shutdown"
                        : "heartbeat";
            case "PLG" -> "report" + (plugin == null ? "" : " of " + plugin.text());
            case EventLine.TYPE -> "alert " + text(fields, "reason");
            default -> "result";
        };
    }

    private static int severity(Entry entry, Map<String, Fields.Field> fields) {
        Fields.Field shutdown = fields.get("shutdown");
        if (entry.type().equals(EventLine.TYPE)) {
            return switch (text(fields, "level")) {
                case "critical" -> 8;
                case "unknown" -> 6;
                case "warning" -> 5;
                default -> 1;
            };
        }
        return shutdown != null && shutdown.text().equals("true") ? 3 : 0;
    }

    private static String text(Map<String, Fields.Field> fields, String name) {
        Fields.Field field = fields.get(name);
        return field == null ? "" : field.text();
    }

    private static String value(String text) {
        return text.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
