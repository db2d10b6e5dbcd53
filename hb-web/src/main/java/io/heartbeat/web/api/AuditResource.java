package io.heartbeat.web.api;

import io.heartbeat.access.Audit;
import io.heartbeat.access.AuditEntry;
import io.heartbeat.access.AuditQuery;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The audit log, for administrators. Shape: docs/HTTP_API.md. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AuditResource {
    @Inject
    Audit audit;

    @Inject
    Viewer viewer;

    @Inject
    JsonOut out;

    /** The newest entries, newest first; {@code before} is the id of the last one seen. */
    @GET
    public StreamingOutput entries(
            @QueryParam("before") String before,
            @QueryParam("host") String host,
            @QueryParam("user") String user,
            @QueryParam("action") String action,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit) {
        Administrator.demand(viewer);
        List<AuditEntry> entries = audit.newest(
                new AuditQuery(id(before), host, user, action, time("from", from), time("to", to)), Limit.of(limit));
        return out.object(json -> {
            json.writeStartArray("entries");
            entries.forEach(entry -> entry(json, entry));
            json.writeEnd();
        });
    }

    private static long id(String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, "before must be the id of an entry");
        }
    }

    private static Instant time(String name, String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER, name + " must be a time with zone, such as 2026-11-21T09:00:00Z");
        }
    }

    private static void entry(JsonGenerator json, AuditEntry entry) {
        json.writeStartObject();
        json.write("id", entry.id());
        JsonOut.time(json, "at", entry.at());
        JsonOut.text(json, "user", entry.deed().actor().name());
        JsonOut.text(json, "address", entry.deed().actor().address());
        json.write("action", entry.deed().action());
        JsonOut.text(json, "host", entry.deed().host());
        JsonOut.text(json, "subject", entry.deed().subject());
        JsonOut.text(json, "detail", entry.deed().detail());
        json.writeEnd();
    }
}
