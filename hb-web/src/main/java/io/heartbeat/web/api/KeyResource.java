package io.heartbeat.web.api;

import io.heartbeat.ingest.NewKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** A host's key of the console, for its owner. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/key")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class KeyResource {
    private final Hosts hosts;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public KeyResource() {
        this(null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public KeyResource(Hosts hosts, JsonOut out) {
        this.hosts = hosts;
        this.out = out;
    }

    /** Makes a new one, which is told this once; the one before opens nothing from now on. */
    @POST
    public Response renew(@PathParam("host") String name) {
        return Response.status(Response.Status.CREATED)
                .entity(answer(out, hosts.renewKey(name)))
                .build();
    }

    static StreamingOutput answer(JsonOut out, NewKey key) {
        return out.object(
                json -> json.write("name", key.host()).write("key_id", key.id()).write("key", key.secret()));
    }
}
