package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.command.Command;
import io.heartbeat.command.CommandDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Another version for a host's agent; asked for by its managers. Shapes: docs/HTTP_API.md. */
@Path("hosts/{host}/upgrade")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UpgradeResource {
    private static final int LONGEST_VERSION = 64;

    private final Hosts hosts;
    private final CommandDesk desk;
    private final Actor actor;
    private final Event<Deed> deeds;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public UpgradeResource() {
        this(null, null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public UpgradeResource(Hosts hosts, CommandDesk desk, Actor actor, Event<Deed> deeds, JsonOut out) {
        this.hosts = hosts;
        this.desk = desk;
        this.actor = actor;
        this.deeds = deeds;
        this.out = out;
    }

    /** Queues one, to the newest version unless the body names another. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response upgrade(@PathParam("host") String name, InputStream body) throws IOException {
        String host = hosts.find(name, Role.MANAGER).name();
        String version = JsonBody.readOptional(body).text("version", null, LONGEST_VERSION);
        Command queued = desk.upgrade(host, version, actor.name());
        deeds.fire(new Deed(actor, "host.upgrade", host, queued.task().version(), queued.id()));
        return Response.status(Response.Status.CREATED)
                .entity(out.object(json -> CommandJson.members(json, queued, true)))
                .build();
    }
}
