package io.heartbeat.web.api;

import io.heartbeat.status.Incident;
import jakarta.json.stream.JsonGenerator;

/** The shape of an incident in every answer. */
final class IncidentJson {
    private IncidentJson() {}

    /** @param names whether who wrote it is told, which is not for the public */
    static void object(JsonGenerator json, Incident incident, boolean names) {
        json.writeStartObject();
        members(json, incident, names);
        json.writeEnd();
    }

    static void members(JsonGenerator json, Incident incident, boolean names) {
        json.write("id", incident.id());
        json.write("title", incident.title());
        json.write("impact", incident.impact().label());
        json.write("stage", incident.stage().label());
        JsonOut.time(json, "created_at", incident.createdAt());
        JsonOut.time(json, "resolved_at", incident.resolvedAt());
        json.writeStartArray("notes");
        for (Incident.Note note : incident.notes()) {
            json.writeStartObject();
            JsonOut.time(json, "at", note.at());
            json.write("stage", note.stage().label());
            json.write("text", note.text());
            if (names) {
                JsonOut.text(json, "author", note.author());
            }
            json.writeEnd();
        }
        json.writeEnd();
    }
}
