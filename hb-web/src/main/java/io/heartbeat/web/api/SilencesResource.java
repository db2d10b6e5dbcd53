package io.heartbeat.web.api;

import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Matcher;
import io.heartbeat.alert.Silence;
import io.heartbeat.alert.Silences;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Silences. Who is no administrator makes and sees those only that name one host, of which he is a manager to make them and
 * which he sees to see them. Shapes: docs/HTTP_API.md.
 */
@Path("silences")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SilencesResource {
    private final Silences silences;
    private final SeenAlerts alerts;
    private final TimeSource time;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public SilencesResource() {
        this(null, null, null, null);
    }

    /** @param alerts what the sender may see */
    @Inject
    public SilencesResource(Silences silences, SeenAlerts alerts, TimeSource time, JsonOut out) {
        this.silences = silences;
        this.alerts = alerts;
        this.time = time;
        this.out = out;
    }

    /** All of them, those that expired in the last 30 days too; the newest first. */
    @GET
    public StreamingOutput list() {
        List<Silence> seen = silences.all().stream()
                .filter(this::sees)
                .sorted((a, b) -> Long.compare(b.id(), a.id()))
                .toList();
        return out.object(json -> {
            json.writeStartArray("silences");
            for (Silence silence : seen) {
                json.writeStartObject();
                members(json, silence);
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    /** One of them. */
    @GET
    @Path("{id}")
    public StreamingOutput silence(@PathParam("id") String id) {
        return answer(find(id));
    }

    /** A new one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body) throws IOException {
        Silence draft = draft(body);
        Silence added = silences.add(draft)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "there are " + Silences.MOST + " silences already; end some"));
        alerts.deeds().to("silence.create", added.id(), hosts(added), told(added));
        return Response.status(Response.Status.CREATED).entity(answer(added)).build();
    }

    /** Which of the active alerts it would cover, without making it. */
    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput preview(InputStream body) throws IOException {
        List<Matcher> matchers = SilenceBody.matchers(JsonBody.read(body));
        Instant now = time.wall();
        Silence draft = new Silence(0, matchers, now, now, alerts.actor(), "", now);
        List<AlertView> covered = alerts.active(null, null, null).stream()
                .filter(view -> draft.covers(view.alert()))
                .toList();
        return out.object(json -> AlertJson.list(json, covered));
    }

    /** Another shape of one that is not over. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput change(@PathParam("id") String id, InputStream body) throws IOException {
        Silence before = acted(id);
        Silence draft = draft(body);
        Silence after = silences.change(new Silence(
                before.id(),
                draft.matchers(),
                draft.startsAt(),
                draft.endsAt(),
                before.author(),
                draft.comment(),
                before.createdAt()));
        alerts.deeds().to("silence.change", after.id(), hosts(after), told(after));
        return answer(after);
    }

    /** Ends one now. */
    @DELETE
    @Path("{id}")
    public StreamingOutput expire(@PathParam("id") String id) {
        Silence after = silences.expire(acted(id));
        alerts.deeds().to("silence.end", after.id(), hosts(after), told(after));
        return answer(after);
    }

    private static List<String> hosts(Silence silence) {
        return silence.matchers().stream()
                .filter(Matcher::namesHost)
                .map(Matcher::value)
                .toList();
    }

    private static String told(Silence silence) {
        return silence.matchers().stream()
                .map(matcher -> matcher.field() + (matcher.negated() ? "!=" : "=") + matcher.value())
                .collect(Collectors.joining(", ", "", ": " + silence.comment()));
    }

    private Silence draft(InputStream body) throws IOException {
        Silence draft = SilenceBody.read(
                JsonBody.read(body), alerts.actor(), time.wall().truncatedTo(ChronoUnit.MICROS));
        if (!manages(draft)) {
            throw new ProblemException(
                    ProblemType.ROLE_MISSING,
                    "without being an administrator one silences one host by its name, as its manager:"
                            + " add a matcher with field host and the name as value");
        }
        return draft;
    }

    private Silence find(String id) {
        return Ids.of(id)
                .flatMap(silences::find)
                .filter(this::sees)
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_SILENCE, null));
    }

    private Silence acted(String id) {
        Silence silence = find(id);
        if (!manages(silence)) {
            throw new ProblemException(ProblemType.ROLE_MISSING, "a manager of the host may do this");
        }
        if (!silence.endsAt().isAfter(time.wall())) {
            throw new ProblemException(ProblemType.CONFLICT, "this silence is over");
        }
        return silence;
    }

    private boolean sees(Silence silence) {
        return alerts.viewer().admin()
                || silence.matchers().stream()
                        .anyMatch(each -> each.namesHost() && alerts.viewer().sees(each.value()));
    }

    private boolean manages(Silence silence) {
        return alerts.viewer().admin()
                || silence.matchers().stream().anyMatch(each -> each.namesHost() && alerts.manages(each.value()));
    }

    private StreamingOutput answer(Silence silence) {
        return out.object(json -> members(json, silence));
    }

    private void members(JsonGenerator json, Silence silence) {
        json.write("id", silence.id());
        json.write("state", silence.state(time.wall()));
        json.writeStartArray("matchers");
        for (Matcher matcher : silence.matchers()) {
            json.writeStartObject()
                    .write("field", matcher.field())
                    .write("value", matcher.value())
                    .write("not", matcher.negated())
                    .writeEnd();
        }
        json.writeEnd();
        JsonOut.time(json, "starts_at", silence.startsAt());
        JsonOut.time(json, "ends_at", silence.endsAt());
        json.write("author", silence.author());
        json.write("comment", silence.comment());
        JsonOut.time(json, "created_at", silence.createdAt());
    }
}
