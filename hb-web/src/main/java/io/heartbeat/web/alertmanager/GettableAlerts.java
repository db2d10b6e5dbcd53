package io.heartbeat.web.alertmanager;

import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.External;
import io.heartbeat.alert.Suppression;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts as Alertmanager's {@code GET /api/v2/alerts} answers them. */
final class GettableAlerts {
    /** An alert without an end of its own ends when it ends; the shape wants a time. */
    private static final Duration OPEN_END = Duration.ofDays(365);

    private GettableAlerts() {}

    static void write(List<AlertView> alerts, OutputStream out) {
        try (JsonGenerator json = Json.createGenerator(out)) {
            json.writeStartArray();
            alerts.forEach(view -> alert(json, view));
            json.writeEnd();
        }
    }

    private static void alert(JsonGenerator json, AlertView view) {
        Alert alert = view.alert();
        External external = alert.external();
        Instant ends = external == null ? alert.changedAt().plus(OPEN_END) : external.endsAt();
        json.writeStartObject();
        map(json, "labels", alert.labels());
        map(json, "annotations", external == null ? Map.of() : external.annotations());
        json.write("startsAt", alert.since().toString());
        json.write("endsAt", ends.toString());
        json.write("updatedAt", alert.changedAt().toString());
        json.write("fingerprint", External.fingerprint(alert.labels()));
        json.write("generatorURL", external == null || external.generatorUrl() == null ? "" : external.generatorUrl());
        json.writeStartArray("receivers").writeEnd();
        status(json, view.suppression());
        json.writeEnd();
    }

    private static void status(JsonGenerator json, Suppression why) {
        json.writeStartObject("status");
        json.write("state", why == null ? "active" : "suppressed");
        by(json, "silencedBy", why, Suppression.Kind.SILENCED);
        by(json, "inhibitedBy", why, Suppression.Kind.UNREACHABLE);
        by(json, "mutedBy", why, Suppression.Kind.MAINTENANCE);
        json.writeEnd();
    }

    private static void by(JsonGenerator json, String key, Suppression why, Suppression.Kind kind) {
        json.writeStartArray(key);
        if (why != null && why.kind() == kind && !why.by().isEmpty()) {
            json.write(why.by());
        }
        json.writeEnd();
    }

    private static void map(JsonGenerator json, String key, Map<String, String> map) {
        json.writeStartObject(key);
        map.forEach(json::write);
        json.writeEnd();
    }
}
