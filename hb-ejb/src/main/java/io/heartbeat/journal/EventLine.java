package io.heartbeat.journal;

import io.heartbeat.alert.AlertChanged;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.protocol.JsonText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * An event of an alert as a message of the journal, in the same form as those that agents send (docs/MESSAGE_JOURNAL.md,
 * "Events of the server"). Its source is the server itself: loopback, port 0.
 */
final class EventLine {
    /** The {@code ID} of such a message; none that travels has it. */
    static final String TYPE = "EVT";

    private static final InetSocketAddress SELF = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private EventLine() {}

    static Entry of(AlertChanged event) {
        long micros = Math.floorDiv(
                event.at().getEpochSecond() * 1_000_000_000L + event.at().getNano(), 1_000L);
        byte[] json = json(event).getBytes(StandardCharsets.UTF_8);
        return new Entry(event.alert().host(), new Arrival(micros, SELF, false), TYPE, json);
    }

    private static String json(AlertChanged event) {
        StringBuilder json =
                new StringBuilder(384).append("{\"ID\":\"").append(TYPE).append('"');
        text(json, "name", event.alert().host());
        json.append(",\"event\":\"alert\",\"id\":").append(event.id());
        json.append(",\"alert\":").append(event.alert().id());
        text(json, "reason", event.reason().label());
        text(json, "metric", event.alert().metric());
        text(json, "from", event.from().label());
        text(json, "level", event.to().label());
        number(json, "value", event.alert().value());
        number(json, "threshold", event.alert().limit());
        json.append(",\"due\":").append(event.due());
        text(
                json,
                "suppressed_by",
                event.suppression() == null ? null : event.suppression().toString());
        text(json, "actor", event.actor());
        text(json, "remark", event.remark());
        text(json, "text", event.text());
        return json.append('}').toString();
    }

    private static void text(StringBuilder json, String key, String value) {
        json.append(",\"").append(key).append("\":");
        if (value == null) {
            json.append("null");
        } else {
            JsonText.quote(value, json);
        }
    }

    private static void number(StringBuilder json, String key, double value) {
        json.append(",\"").append(key).append("\":").append(Double.isFinite(value) ? Double.toString(value) : "null");
    }
}
