package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.dns.DnsChange;
import io.heartbeat.dns.DnsDesk;
import io.heartbeat.dns.NameState;
import io.heartbeat.dns.Records;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** A host's names in DNS: seen by all who see the host, sent again by its managers. Shapes: docs/HTTP_API.md. */
@Path("hosts/{host}/dns")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DnsResource {
    private final Hosts hosts;
    private final DnsDesk desk;
    private final Actor actor;
    private final Event<Deed> deeds;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public DnsResource() {
        this(null, null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public DnsResource(Hosts hosts, DnsDesk desk, Actor actor, Event<Deed> deeds, JsonOut out) {
        this.hosts = hosts;
        this.desk = desk;
        this.actor = actor;
        this.deeds = deeds;
        this.out = out;
    }

    /** What stands, what waits, what keeps it, and the newest audit records. */
    @GET
    public Response dns(@PathParam("host") String name, @QueryParam("limit") String limit) {
        int most = Limit.of(limit);
        String host = hosts.find(name).name();
        DnsDesk.View view = desk.view(host);
        List<DnsChange> changes = desk.changes(host, most)
                .orElseThrow(() -> new ProblemException(ProblemType.UNAVAILABLE, "the database does not answer"));
        return Response.ok(out.object(json -> {
                    json.write("host", host);
                    JsonOut.text(json, "provider", view.provider());
                    json.write("dry_run", view.dryRun());
                    JsonOut.text(json, "kept", view.kept());
                    json.writeStartArray("names");
                    view.names().forEach(one -> name(json, one));
                    json.writeEnd();
                    json.writeStartArray("changes");
                    changes.forEach(change -> change(json, change));
                    json.writeEnd();
                }))
                .build();
    }

    /** Has all records sent again, whatever stands. */
    @POST
    public Response again(@PathParam("host") String name) {
        String host = hosts.find(name, Role.MANAGER).name();
        List<String> names = desk.again(host, actor.name());
        if (names.isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "there is nothing to publish: no domain of the configuration fits, or no address was seen");
        }
        deeds.fire(Deed.toHost(actor, "host.dns", host, String.join(", ", names)));
        return Response.status(Response.Status.ACCEPTED)
                .entity(out.object(json -> {
                    json.write("host", host);
                    json.writeStartArray("queued");
                    names.forEach(json::write);
                    json.writeEnd();
                }))
                .build();
    }

    private static void name(JsonGenerator json, DnsDesk.Name one) {
        NameState state = one.state();
        json.writeStartObject();
        json.write("name", state.name());
        records(json, "wanted", state.wanted());
        records(json, "published", state.published());
        JsonOut.time(json, "published_at", state.publishedAt());
        json.write("pending", state.pending());
        JsonOut.time(json, "queued_at", state.queuedAt());
        JsonOut.text(json, "problem", one.problem());
        json.writeEnd();
    }

    private static void records(JsonGenerator json, String key, Records records) {
        json.writeStartObject(key);
        records.values().forEach((type, value) -> json.write(type.name(), value));
        json.writeEnd();
    }

    private static void change(JsonGenerator json, DnsChange change) {
        json.writeStartObject();
        JsonOut.time(json, "at", change.at());
        json.write("name", change.name());
        json.write("type", change.type().name());
        JsonOut.text(json, "old", change.before());
        JsonOut.text(json, "new", change.after());
        json.write("provider", change.provider());
        json.write("result", change.result());
        json.write("detail", change.detail());
        json.write("cause", change.cause());
        json.writeEnd();
    }
}
