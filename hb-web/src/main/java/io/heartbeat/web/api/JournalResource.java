package io.heartbeat.web.api;

import io.heartbeat.journal.Journal;
import io.heartbeat.journal.JournalStatistics;
import io.heartbeat.rolling.Alarm;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Map;
import java.util.TreeMap;

/** The message journal in numbers. Shape: docs/HTTP_API.md. */
@Path("journal")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class JournalResource {
    private final Journal journal;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public JournalResource() {
        this(null, null);
    }

    /** @param journal what is asked about */
    @Inject
    public JournalResource(Journal journal, JsonOut out) {
        this.journal = journal;
        this.out = out;
    }

    /** Size, bounds, what was written and what was lost. */
    @GET
    @Path("stats")
    public StreamingOutput stats() {
        JournalStatistics now = journal.statistics();
        return out.object(json -> {
            file(json, now);
            lines(json, now);
            alarm(json, now.alarm());
            JsonOut.text(json, "backup_problem", now.backupProblem());
        });
    }

    private static void file(JsonGenerator json, JournalStatistics now) {
        json.write("enabled", now.enabled());
        json.write("path", now.path());
        json.write("current_size", now.currentSize());
        json.write("rotation_threshold", now.rotationThreshold());
        json.write("max_backups", now.maxBackups());
        json.write("backups", now.backups());
        json.write("backup_bytes", now.backupBytes());
        json.write("rotations", now.rotations());
        JsonOut.time(json, "last_rotation", now.lastRotation());
        JsonOut.time(json, "last_write", now.lastWrite());
    }

    private static void lines(JsonGenerator json, JournalStatistics now) {
        json.write("lines_written", now.linesWritten());
        json.write("bytes_written", now.bytesWritten());
        counts(json, "lines_dropped", now.linesDropped());
        counts(json, "lines_skipped", now.linesSkipped());
        json.write("buffers_waiting", now.buffersWaiting());
    }

    private static void alarm(JsonGenerator json, Alarm alarm) {
        if (alarm == null) {
            json.writeNull("alarm");
            return;
        }
        json.writeStartObject("alarm");
        json.write("reason", alarm.reason());
        JsonOut.time(json, "since", alarm.since());
        json.writeEnd();
    }

    private static void counts(JsonGenerator json, String key, Map<String, Long> counts) {
        json.writeStartObject(key);
        new TreeMap<>(counts).forEach(json::write);
        json.writeEnd();
    }
}
