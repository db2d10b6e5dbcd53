package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.ingest.HostKeyDesk;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/** The key that a host signs with; made by its owner, told once. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/key")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HostKeyResource {
    private final Hosts hosts;
    private final HostKeyDesk keys;
    private final Actor actor;
    private final Event<Deed> deeds;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public HostKeyResource() {
        this(null, null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public HostKeyResource(Hosts hosts, HostKeyDesk keys, Actor actor, Event<Deed> deeds, JsonOut out) {
        this.hosts = hosts;
        this.keys = keys;
        this.actor = actor;
        this.deeds = deeds;
        this.out = out;
    }

    /** Makes one, in the place of the one before, which is good for nothing from now on. */
    @PUT
    public StreamingOutput make(@PathParam("host") String name) {
        String host = hosts.find(name, Role.OWNER).name();
        keys.refusal(host).ifPresent(why -> {
            throw new ProblemException(ProblemType.READ_ONLY, why);
        });
        try {
            String secret = keys.make(host);
            deeds.fire(Deed.toHost(actor, "host.key", host, null));
            return out.object(json -> {
                json.write("host", host);
                json.write("key_id", host);
                json.write("key", secret);
            });
        } catch (SQLException e) {
            System.getLogger(HostKeyResource.class.getName()).log(Level.WARNING, "a key could not be stored", e);
            throw new ProblemException(ProblemType.UNAVAILABLE, "the database does not answer");
        }
    }
}
