package io.heartbeat.web.api;

import io.heartbeat.host.HostState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

/** Whether anybody watches a host; for its managers. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/pause")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PauseResource {
    private final Hosts hosts;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public PauseResource() {
        this(null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public PauseResource(Hosts hosts, JsonOut out) {
        this.hosts = hosts;
        this.out = out;
    }

    /** Nobody watches it any more. */
    @POST
    public StreamingOutput pause(@PathParam("host") String name) {
        return answer(hosts.pause(name, true));
    }

    /** It is watched again. */
    @DELETE
    public StreamingOutput resume(@PathParam("host") String name) {
        return answer(hosts.pause(name, false));
    }

    private StreamingOutput answer(HostState host) {
        return out.object(json -> HostJson.members(json, host));
    }
}
