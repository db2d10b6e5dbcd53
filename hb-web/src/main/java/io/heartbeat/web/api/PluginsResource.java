package io.heartbeat.web.api;

import io.heartbeat.web.plugins.MetricPage;
import io.heartbeat.web.plugins.MetricQuestion;
import io.heartbeat.web.plugins.MetricRow;
import io.heartbeat.web.plugins.MetricTable;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

/** The newest value of every metric of every host, a page at a time. Shape: docs/HTTP_API.md. */
@Path("plugins")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class PluginsResource {
    private final MetricTable table;
    private final Viewer viewer;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public PluginsResource() {
        this(null, null, null);
    }

    /** @param viewer whose eyes: only hosts it may see are told */
    @Inject
    public PluginsResource(MetricTable table, Viewer viewer, JsonOut out) {
        this.table = table;
        this.viewer = viewer;
        this.out = out;
    }

    /** The rows that fit, from an offset on. */
    @GET
    public StreamingOutput metrics(
            @QueryParam("q") String q,
            @QueryParam("plugin") String plugin,
            @QueryParam("level") String level,
            @QueryParam("sort") String sort,
            @QueryParam("offset") String offset,
            @QueryParam("limit") String limit) {
        MetricPage page = table.find(question(q, plugin, level, sort, offset, limit), viewer);
        return out.object(json -> {
            json.write("total", page.total());
            json.write("all", page.all());
            JsonOut.texts(json, "plugins", page.plugins());
            json.writeStartArray("metrics");
            page.rows().forEach(row -> row(json, row));
            json.writeEnd();
        });
    }

    private static MetricQuestion question(
            String q, String plugin, String level, String sort, String offset, String limit) {
        try {
            return MetricQuestion.of(q, plugin, level, sort, offset, limit);
        } catch (IllegalArgumentException wrong) {
            throw JsonBody.refused(wrong.getMessage());
        }
    }

    private static void row(JsonGenerator json, MetricRow row) {
        json.writeStartObject();
        json.write("host", row.host());
        json.write("plugin", row.plugin());
        json.write("metric", row.metric());
        if (row.text() == null) {
            JsonOut.number(json, "value", row.number());
        } else {
            json.write("value", row.text());
        }
        json.write("level", row.level().label());
        JsonOut.time(json, "timestamp", row.at());
        json.writeEnd();
    }
}
