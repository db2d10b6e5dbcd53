package io.heartbeat.web.api;

import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.alert.Suppression;
import io.heartbeat.threshold.Level;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;

/** The shape of an alert, and of an event of one, in every answer. */
public final class AlertJson {
    private AlertJson() {}

    /** Counts and alerts, into an object that is open. */
    static void list(JsonGenerator json, List<AlertView> alerts) {
        json.writeStartObject("summary");
        json.write("warning", Alerts.count(alerts, Level.WARNING));
        json.write("critical", Alerts.count(alerts, Level.CRITICAL));
        json.write("unknown", Alerts.count(alerts, Level.UNKNOWN));
        json.writeEnd();
        array(json, "alerts", alerts);
    }

    static void array(JsonGenerator json, String key, List<AlertView> alerts) {
        json.writeStartArray(key);
        for (AlertView alert : alerts) {
            json.writeStartObject();
            members(json, alert);
            json.writeEnd();
        }
        json.writeEnd();
    }

    /** The members of one alert, into an object that is open. */
    public static void members(JsonGenerator json, AlertView view) {
        Alert alert = view.alert();
        json.write("id", alert.id());
        json.write("host", alert.host());
        json.write("metric_path", alert.metric());
        json.write("level", alert.level().label());
        JsonOut.number(json, "value", alert.value());
        JsonOut.number(json, "threshold", alert.limit());
        JsonOut.time(json, "since", alert.since());
        JsonOut.text(json, "acknowledged_by", by(alert));
        json.write("silenced", view.suppression() != null && view.suppression().kind() == Suppression.Kind.SILENCED);
        json.write("state", view.state().label());
        JsonOut.text(
                json,
                "suppressed_by",
                view.suppression() == null ? null : view.suppression().toString());
        json.write("origin", alert.origin().label());
        PhraseJson.text(json, "note", alert.note());
        JsonOut.time(json, "changed_at", alert.changedAt());
        JsonOut.time(json, "resolved_at", alert.resolvedAt());
        JsonOut.time(
                json,
                "acknowledged_at",
                alert.acknowledgement() == null ? null : alert.acknowledgement().at());
        JsonOut.text(
                json,
                "acknowledged_why",
                alert.acknowledgement() == null ? null : alert.acknowledgement().why());
        json.write("flapping", alert.flapping());
        map(json, "labels", alert.labels());
        map(
                json,
                "annotations",
                alert.external() == null ? Map.of() : alert.external().annotations());
    }

    private static String by(Alert alert) {
        return alert.acknowledgement() == null ? null : alert.acknowledgement().by();
    }

    static void map(JsonGenerator json, String key, Map<String, String> map) {
        json.writeStartObject(key);
        map.forEach(json::write);
        json.writeEnd();
    }

    /** Stored events, into an object that is open. */
    static void events(JsonGenerator json, List<AlertRecord> events) {
        json.writeStartArray("events");
        for (AlertRecord event : events) {
            json.writeStartObject();
            json.write("id", event.id());
            json.write("alert", event.alert());
            json.write("host", event.host());
            json.write("metric_path", event.metric());
            json.write("reason", event.reason().label());
            json.write("from", event.from().label());
            json.write("level", event.to().label());
            JsonOut.number(json, "value", event.value());
            JsonOut.number(json, "threshold", event.limit());
            JsonOut.time(json, "at", event.at());
            json.write("text", event.text());
            PhraseJson.member(json, event.phrase());
            json.write("notified", event.due());
            JsonOut.text(json, "suppressed_by", event.suppressedBy());
            JsonOut.text(json, "actor", event.actor());
            JsonOut.text(json, "comment", event.remark());
            json.writeEnd();
        }
        json.writeEnd();
    }
}
