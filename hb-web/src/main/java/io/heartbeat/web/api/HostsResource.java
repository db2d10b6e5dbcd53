package io.heartbeat.web.api;

import io.heartbeat.host.HostState;
import io.heartbeat.ingest.NewKey;
import io.heartbeat.metric.History;
import io.heartbeat.metric.Report;
import io.heartbeat.metric.Reports;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hosts and their plugins' newest reports. Shapes: docs/HTTP_API.md. */
@Path("hosts")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class HostsResource {
    private final Hosts hosts;
    private final Reports reports;
    private final History history;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public HostsResource() {
        this(null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public HostsResource(Hosts hosts, Reports reports, History history, JsonOut out) {
        this.hosts = hosts;
        this.reports = reports;
        this.history = history;
        this.out = out;
    }

    /** All hosts, by name. */
    @GET
    public StreamingOutput list() {
        List<HostState> all = hosts.all();
        return out.object(json -> {
            json.writeStartArray("hosts");
            for (HostState host : all) {
                json.writeStartObject();
                HostJson.members(json, host);
                JsonOut.texts(json, "tags", hosts.tags(host.name()));
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    /** Makes a host known, with a key of its own, which is told this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(InputStream body) throws IOException {
        NewKey key = hosts.add(JsonBody.read(body).text("name"));
        return Response.status(Response.Status.CREATED)
                .entity(KeyResource.answer(out, key))
                .build();
    }

    /** One host with its heartbeat bar. */
    @GET
    @Path("{host}")
    public StreamingOutput host(@PathParam("host") String name) {
        HostState host = hosts.find(name);
        return out.object(json -> {
            HostJson.members(json, host);
            JsonOut.texts(json, "tags", hosts.tags(host.name()));
            hosts.details(json, host.name());
            HostJson.beats(json, hosts.beats(name));
        });
    }

    /** Forgets a host, until it is heard again. */
    @DELETE
    @Path("{host}")
    public void drop(@PathParam("host") String name) {
        hosts.drop(name);
    }

    /** The newest report of each plugin. */
    @GET
    @Path("{host}/plugins")
    public StreamingOutput plugins(@PathParam("host") String name) {
        String host = hosts.find(name).name();
        Map<String, Report> newest = new TreeMap<>(reports.newest(host));
        return out.object(json -> {
            json.write("host", host);
            json.writeStartObject("plugins");
            newest.forEach((plugin, report) -> {
                json.writeStartObject(plugin);
                MessageData.members(out, json, report);
                json.writeEnd();
            });
            json.writeEnd();
        });
    }

    /** The newest reports of one plugin, newest first. */
    @GET
    @Path("{host}/plugins/{plugin}")
    public StreamingOutput samples(
            @PathParam("host") String name, @PathParam("plugin") String plugin, @QueryParam("limit") String limit) {
        int most = Limit.of(limit);
        String host = hosts.find(name).name();
        List<Report> samples = history.samples(host, plugin, most);
        if (samples.isEmpty()) {
            throw new ProblemException(ProblemType.UNKNOWN_PLUGIN, null);
        }
        return out.object(json -> {
            json.write("host", host);
            json.write("plugin", plugin);
            json.writeStartArray("samples");
            for (Report sample : samples) {
                json.writeStartObject();
                MessageData.members(out, json, sample);
                json.writeEnd();
            }
            json.writeEnd();
        });
    }
}
