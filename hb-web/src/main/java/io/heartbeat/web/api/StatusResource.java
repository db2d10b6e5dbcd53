package io.heartbeat.web.api;

import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.status.Badge;
import io.heartbeat.web.status.PublicPage;
import io.heartbeat.web.status.PublicPages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** Public pages, without a login. Only looks: nothing below this address may ever change anything. */
@Path("status")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class StatusResource {
    private final PublicPages pages;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public StatusResource() {
        this(null, null);
    }

    /** @param pages what everybody may see */
    @Inject
    public StatusResource(PublicPages pages, JsonOut out) {
        this.pages = pages;
        this.out = out;
    }

    /** One page: its services and incidents. */
    @GET
    @Path("{page}")
    public StreamingOutput page(@PathParam("page") String slug) {
        PublicPage page = pages.find(slug).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_PAGE, null));
        return out.object(json -> {
            json.write("page", page.slug());
            json.write("title", page.title());
            JsonOut.text(json, "text", page.text());
            JsonOut.time(json, "at", page.at());
            json.write("condition", page.condition().label());
            json.writeStartArray("groups");
            page.groups().forEach(group -> group(json, group));
            json.writeEnd();
            json.writeStartArray("incidents");
            page.incidents().forEach(incident -> IncidentJson.object(json, incident, false));
            json.writeEnd();
        });
    }

    /** Title and condition of one page as a picture. */
    @GET
    @Path("{page}/badge.svg")
    @Produces(Badge.MEDIA_TYPE)
    public Response badge(@PathParam("page") String slug) {
        PublicPage page = pages.find(slug).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_PAGE, null));
        return Response.ok(Badge.of(page.title(), page.condition()))
                .header("Cache-Control", "no-cache")
                .build();
    }

    private static void group(JsonGenerator json, PublicPage.Group group) {
        json.writeStartObject().write("name", group.name()).writeStartArray("services");
        for (PublicPage.Service service : group.services()) {
            json.writeStartObject();
            json.write("name", service.name());
            json.write("condition", service.condition().label());
            JsonOut.number(json, "uptime", service.uptime());
            json.writeStartArray("days");
            service.days().forEach(day -> JsonOut.element(json, day.uptime()));
            json.writeEnd().writeEnd();
        }
        json.writeEnd().writeEnd();
    }
}
