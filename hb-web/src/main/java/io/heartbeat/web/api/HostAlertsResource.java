package io.heartbeat.web.api;

import io.heartbeat.alert.AlertView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;

/** The alerts of one host. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class HostAlertsResource {
    private final Hosts hosts;
    private final SeenAlerts alerts;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public HostAlertsResource() {
        this(null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public HostAlertsResource(Hosts hosts, SeenAlerts alerts, JsonOut out) {
        this.hosts = hosts;
        this.alerts = alerts;
        this.out = out;
    }

    /** Its active alerts, newest first. */
    @GET
    public StreamingOutput list(
            @PathParam("host") String host, @QueryParam("level") String level, @QueryParam("state") String state) {
        List<AlertView> seen = alerts.active(level, hosts.find(host).name(), state);
        return out.object(json -> AlertJson.list(json, seen));
    }
}
