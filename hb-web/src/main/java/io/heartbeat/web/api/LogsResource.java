package io.heartbeat.web.api;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.Catalogued;
import io.heartbeat.logstore.search.LogAnswer;
import io.heartbeat.logstore.search.LogLine;
import io.heartbeat.logstore.search.LogQuery;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.logstore.search.LogTail;
import io.heartbeat.web.logs.LogRequest;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Received logs: search, live tail, and which ones there are. Shapes: docs/HTTP_API.md. */
@Path("logs")
@RequestScoped
public class LogsResource {
    private static final System.Logger LOG = System.getLogger(LogsResource.class.getName());
    /** How many logs the tail leaves out, for a search that asks for less. */
    private static final String LEFT_OUT = "Logs-Left-Out";

    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration LONGEST_TAIL = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 300;
    /** An empty line now and then shows whether anybody still listens. */
    private static final long SIGN_OF_LIFE_MILLIS = 5_000;

    private final LogSearch search;
    private final Viewer viewer;
    private final TimeSource time;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public LogsResource() {
        this(null, null, null, null);
    }

    /** @param viewer who is asking */
    @Inject
    public LogsResource(LogSearch search, Viewer viewer, TimeSource time, JsonOut out) {
        this.search = search;
        this.viewer = viewer;
        this.time = time;
        this.out = out;
    }

    /** Lines, oldest first: the newest {@code limit} of the time that is asked for, or its oldest. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Compressed
    public StreamingOutput find(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("host") String host,
            @QueryParam("application") String application,
            @QueryParam("facility") String facility,
            @QueryParam("severity") String severity,
            @QueryParam("text") String text,
            @QueryParam("pattern") String pattern,
            @QueryParam("limit") String limit,
            @QueryParam("order") String order) {
        Map<String, String> parameters = selection(host, application, facility, severity, text, pattern);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("limit", limit);
        parameters.put("order", order);
        LogAnswer answer = search.find(LogRequest.read(parameters::get, time.wall()), viewer::sees)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS, "others search the logs already; ask again", BUSY));
        return out.object(json -> {
            json.write("complete", answer.complete());
            json.write("scanned_bytes", answer.scanned());
            json.writeStartArray("lines");
            for (LogLine line : answer.lines()) {
                json.writeStartObject();
                members(json, line);
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    /** What is written from now on: a JSON object a line, for ten minutes at most. */
    @GET
    @Path("tail")
    @Produces("application/x-ndjson")
    public Response tail(
            @QueryParam("host") String host,
            @QueryParam("application") String application,
            @QueryParam("facility") String facility,
            @QueryParam("severity") String severity,
            @QueryParam("text") String text,
            @QueryParam("pattern") String pattern) {
        Map<String, String> parameters = selection(host, application, facility, severity, text, pattern);
        LogQuery query = LogRequest.read(parameters::get, time.wall());
        LogTail tail = search.follow(query, viewer::sees)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.TOO_MANY_REQUESTS, "too many follow the logs already", BUSY));
        StreamingOutput lines = stream -> followUntilGone(tail, stream);
        return Response.ok(lines).header(LEFT_OUT, tail.leftOut()).build();
    }

    /** Whoever follows goes away by closing the connection: that is the end, and no fault for the server's log. */
    private void followUntilGone(LogTail tail, OutputStream stream) {
        try {
            follow(tail, stream);
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "a tail ends: {0}", gone.toString());
        }
    }

    private void follow(LogTail tail, OutputStream stream) throws IOException {
        long end = time.steadyMillis() + LONGEST_TAIL.toMillis();
        try (tail) {
            // The answer's head goes out with it: who follows need not wait for the first line to know that it works.
            stream.write('\n');
            stream.flush();
            long silentSince = time.steadyMillis();
            while (time.steadyMillis() < end && viewer.valid()) {
                List<LogLine> lines = tail.next();
                for (LogLine line : lines) {
                    out.object(json -> members(json, line)).write(new Unclosed(stream));
                    stream.write('\n');
                }
                if (lines.isEmpty() && time.steadyMillis() - silentSince > SIGN_OF_LIFE_MILLIS) {
                    stream.write('\n');
                    lines = null;
                }
                if (lines == null || !lines.isEmpty()) {
                    silentSince = time.steadyMillis();
                    stream.flush();
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** The logs that there are, for a choice. */
    @GET
    @Path("sources")
    @Produces(MediaType.APPLICATION_JSON)
    @Compressed
    public StreamingOutput sources() {
        List<Catalogued> logs = search.logs(viewer::sees);
        return out.object(json -> {
            json.writeStartArray("sources");
            for (Catalogued log : logs) {
                json.writeStartObject();
                json.write("kind", log.source().kind().label());
                json.write("host", log.source().host());
                json.write("application", log.source().application());
                json.write("facility", log.source().facility());
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    private static Map<String, String> selection(
            String host, String application, String facility, String severity, String text, String pattern) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("host", host);
        parameters.put("application", application);
        parameters.put("facility", facility);
        parameters.put("severity", severity);
        parameters.put("text", text);
        parameters.put("pattern", pattern);
        return parameters;
    }

    private static void members(JsonGenerator json, LogLine line) {
        JsonOut.time(json, "time", line.at());
        json.write("host", line.host());
        json.write("application", line.source().application());
        json.write("facility", line.source().facility());
        JsonOut.text(
                json,
                "severity",
                line.severity() == null ? null : line.severity().label());
        json.write("text", line.text());
    }

    /** A generator closes its stream; this one goes on. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // Once for all lines of one look.
        }

        @Override
        public void close() {
            // The response is not finished.
        }
    }
}
