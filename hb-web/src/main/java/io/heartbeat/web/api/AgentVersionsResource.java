package io.heartbeat.web.api;

import io.heartbeat.command.Parcel;
import io.heartbeat.command.Parcels;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;

/** The agents that this server gives away. Shape: docs/HTTP_API.md. */
@Path("agent/versions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AgentVersionsResource {
    private final Parcels parcels;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public AgentVersionsResource() {
        this(null, null);
    }

    /** @param parcels what lies in agent_dir */
    @Inject
    public AgentVersionsResource(Parcels parcels, JsonOut out) {
        this.parcels = parcels;
        this.out = out;
    }

    /** All of them, newest first. */
    @GET
    public StreamingOutput versions() {
        List<Parcel> all = parcels.all();
        return out.object(json -> {
            JsonOut.text(json, "url", parcels.url().orElse(null));
            json.writeStartArray("versions");
            for (Parcel parcel : all) {
                json.writeStartObject();
                json.write("version", parcel.version());
                json.write("file", parcel.name());
                json.write("bytes", parcel.bytes());
                json.write("sha256", parcel.sha256());
                json.writeEnd();
            }
            json.writeEnd();
        });
    }
}
