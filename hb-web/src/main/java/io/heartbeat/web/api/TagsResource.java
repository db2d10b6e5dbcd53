package io.heartbeat.web.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;

/** The tags of a host: seen by all who see the host, changed by its managers. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/tags")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TagsResource {
    private static final int MOST_SENT = 100;
    private static final int LONGEST_SENT = 100;

    private final Hosts hosts;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public TagsResource() {
        this(null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public TagsResource(Hosts hosts, JsonOut out) {
        this.hosts = hosts;
        this.out = out;
    }

    /** All of them, and which of them the configuration file gives. */
    @GET
    public StreamingOutput tags(@PathParam("host") String name) {
        return answer(hosts.find(name).name());
    }

    /** Replaces those of the console; what the configuration file says stays besides. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput change(@PathParam("host") String name, InputStream body) throws IOException {
        hosts.tags(name, JsonBody.read(body).texts("tags", MOST_SENT, LONGEST_SENT));
        return answer(name);
    }

    private StreamingOutput answer(String host) {
        return out.object(json -> {
            json.write("host", host);
            JsonOut.texts(json, "tags", hosts.tags(host));
            JsonOut.texts(json, "configured", hosts.configuredTags(host));
        });
    }
}
