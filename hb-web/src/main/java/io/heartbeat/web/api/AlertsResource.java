package io.heartbeat.web.api;

import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertView;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Alerts: what there is, what was, and what people do about it. Shapes: docs/HTTP_API.md. */
@Path("alerts")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class AlertsResource {
    private static final int MOST_AT_ONCE = 1_000;
    private static final int LONGEST_COMMENT = 1_000;
    private static final String STATE = "only an active alert can be acknowledged";

    private final SeenAlerts alerts;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public AlertsResource() {
        this(null, null);
    }

    /** @param alerts what the sender may see */
    @Inject
    public AlertsResource(SeenAlerts alerts, JsonOut out) {
        this.alerts = alerts;
        this.out = out;
    }

    /** The active alerts, newest first. */
    @GET
    public StreamingOutput list(
            @QueryParam("level") String level, @QueryParam("host") String host, @QueryParam("state") String state) {
        List<AlertView> seen = alerts.active(level, host, state);
        return out.object(json -> AlertJson.list(json, seen));
    }

    /** What happened, newest first. */
    @GET
    @Path("history")
    public StreamingOutput history(
            @QueryParam("host") String host,
            @QueryParam("alert") String alert,
            @QueryParam("before") String before,
            @QueryParam("limit") String limit) {
        Long of = alert == null ? null : number("alert", alert);
        long until = before == null ? Long.MAX_VALUE : number("before", before);
        List<AlertRecord> events = alerts.history(until, host, of, Limit.of(limit));
        return out.object(json -> AlertJson.events(json, events));
    }

    /** One alert, active or not, and its newest events. */
    @GET
    @Path("{id}")
    public StreamingOutput alert(@PathParam("id") String id) {
        AlertView view = alerts.find(id(id));
        List<AlertRecord> events =
                alerts.history(Long.MAX_VALUE, null, view.alert().id(), Limit.DEFAULT);
        return out.object(json -> {
            AlertJson.members(json, view);
            AlertJson.events(json, events);
        });
    }

    /** Somebody takes care: no reminders until it is over. */
    @POST
    @Path("{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput acknowledge(@PathParam("id") String id, InputStream body) throws IOException {
        String comment = JsonBody.readOptional(body).text("comment", "", LONGEST_COMMENT);
        AlertView view = alerts.acted(id(id));
        return answer(
                "acknowledge", comment, alerts.all().acknowledge(view.alert().id(), alerts.actor(), comment), STATE);
    }

    /** Nobody takes care any more. */
    @POST
    @Path("{id}/unacknowledge")
    public StreamingOutput unacknowledge(@PathParam("id") String id) {
        AlertView view = alerts.acted(id(id));
        return answer(
                "unacknowledge", null, alerts.all().unacknowledge(view.alert().id(), alerts.actor()), STATE);
    }

    /** Ends an alert that nobody measures any more. */
    @POST
    @Path("{id}/resolve")
    public StreamingOutput resolve(@PathParam("id") String id) {
        AlertView view = alerts.acted(id(id));
        return answer(
                "resolve",
                null,
                alerts.all().resolve(view.alert().id(), alerts.actor()),
                "only an active alert that is unknown, or another program's, can be resolved by hand");
    }

    /** Many at once: {@code ids} and {@code comment}; which ones were not acknowledged is told with the reason. */
    @POST
    @Path("acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput acknowledgeMany(InputStream body) throws IOException {
        JsonBody request = JsonBody.read(body);
        String comment = request.text("comment", "", LONGEST_COMMENT);
        Map<Long, String> outcomes = new TreeMap<>();
        for (long id : request.numbers("ids", MOST_AT_ONCE)) {
            outcomes.put(id, acknowledged(id, comment));
        }
        return out.object(json -> {
            json.writeStartArray("acknowledged");
            outcomes.forEach((id, problem) -> {
                if (problem.isEmpty()) {
                    json.write(id);
                }
            });
            json.writeEnd();
            json.writeStartArray("refused");
            outcomes.forEach((id, problem) -> {
                if (!problem.isEmpty()) {
                    json.writeStartObject()
                            .write("id", id)
                            .write("type", problem)
                            .writeEnd();
                }
            });
            json.writeEnd();
        });
    }

    /** The type of the problem, empty when it went well. */
    private String acknowledged(long id, String comment) {
        try {
            AlertView view = alerts.acted(id);
            Optional<AlertView> after = alerts.all().acknowledge(view.alert().id(), alerts.actor(), comment);
            after.ifPresent(done -> did("acknowledge", done, comment));
            return after.isPresent() ? "" : ProblemType.CONFLICT.uri();
        } catch (ProblemException refused) {
            return refused.problem().type().uri();
        }
    }

    private void did(String what, AlertView view, String comment) {
        alerts.deeds().toHost("alert." + what, view.alert().host(), view.alert().metric(), comment);
    }

    private StreamingOutput answer(String what, String comment, Optional<AlertView> view, String otherwise) {
        AlertView after = view.orElseThrow(() -> new ProblemException(ProblemType.CONFLICT, otherwise));
        did(what, after, comment);
        return out.object(json -> AlertJson.members(json, after.seenBy(alerts.viewer()::sees)));
    }

    private static long number(String key, String text) {
        return Ids.of(text).orElseThrow(() -> JsonBody.refused(key + " must be a whole number"));
    }

    private static long id(String text) {
        return Ids.of(text).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_ALERT, null));
    }
}
