package io.heartbeat.web.api;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.journal.Journal;
import io.heartbeat.journal.JournalAnswer;
import io.heartbeat.journal.JournalLine;
import io.heartbeat.journal.JournalQuery;
import io.heartbeat.journal.JournalSearch;
import io.heartbeat.journal.JournalStatistics;
import io.heartbeat.rolling.Alarm;
import io.heartbeat.web.logs.JournalRequest;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The message journal: its lines for administrators, itself in numbers. Shapes: docs/HTTP_API.md. */
@Path("journal")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class JournalResource {
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Journal journal;
    private final JournalSearch search;
    private final Viewer viewer;
    private final TimeSource time;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public JournalResource() {
        this(null, null, null, null, null);
    }

    /** @param journal what is asked about */
    @Inject
    public JournalResource(Journal journal, JournalSearch search, Viewer viewer, TimeSource time, JsonOut out) {
        this.journal = journal;
        this.search = search;
        this.viewer = viewer;
        this.time = time;
        this.out = out;
    }

    /** Lines, newest first. For administrators: a message may name no host, and holds what a command answered. */
    @GET
    @Compressed
    public StreamingOutput find(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("host") String host,
            @QueryParam("type") String type,
            @QueryParam("text") String text,
            @QueryParam("limit") String limit)
            throws IOException {
        Administrator.demand(viewer);
        Map<String, String> parameters = new HashMap<>();
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("host", host);
        parameters.put("type", type);
        parameters.put("text", text);
        parameters.put("limit", limit);
        JournalQuery query = JournalRequest.read(parameters::get, time.wall());
        JournalAnswer answer = search.find(query)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS, "others search the journal already; ask again", BUSY));
        return out.object(json -> {
            json.write("complete", answer.complete());
            json.write("sealed_backups", answer.sealed());
            json.writeStartArray("lines");
            answer.lines().forEach(line -> line(json, line));
            json.writeEnd();
        });
    }

    private static void line(JsonGenerator json, JournalLine line) {
        json.writeStartObject();
        JsonOut.time(json, "at", line.at());
        json.write("source_ip", line.address());
        json.write("source_port", line.port());
        json.write("type", line.type());
        JsonOut.text(json, "host", line.host().isEmpty() ? null : line.host());
        try (JsonReader message = Json.createReader(new StringReader(line.message()))) {
            json.write("message", message.readObject());
        }
        json.writeEnd();
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
