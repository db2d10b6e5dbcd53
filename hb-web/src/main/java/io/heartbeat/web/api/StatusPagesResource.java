package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.status.Impact;
import io.heartbeat.status.Incident;
import io.heartbeat.status.Stage;
import io.heartbeat.status.StatusPage;
import io.heartbeat.status.StatusPages;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What people tell the public: incidents on the pages that the configuration names. For administrators, and for who manages
 * every host behind a page; to others a page is not there. Shapes: docs/HTTP_API.md.
 */
@Path("status-pages")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class StatusPagesResource {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 4_000;

    private final StatusPages pages;
    private final Viewer viewer;
    private final Actor actor;
    private final Event<Deed> deeds;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public StatusPagesResource() {
        this(null, null, null, null, null);
    }

    /** @param viewer who is asking */
    @Inject
    public StatusPagesResource(StatusPages pages, Viewer viewer, Actor actor, Event<Deed> deeds, JsonOut out) {
        this.pages = pages;
        this.viewer = viewer;
        this.actor = actor;
        this.deeds = deeds;
        this.out = out;
    }

    /** The pages that the sender may write on, with their incidents. */
    @GET
    public StreamingOutput list() {
        List<StatusPage> mine = pages.pages().stream().filter(this::writes).toList();
        return out.object(json -> {
            json.writeStartArray("pages");
            for (StatusPage page : mine) {
                json.writeStartObject().write("page", page.slug()).write("title", page.title());
                json.writeStartArray("incidents");
                pages.incidents(page.slug()).forEach(incident -> IncidentJson.object(json, incident, true));
                json.writeEnd().writeEnd();
            }
            json.writeEnd();
        });
    }

    /** Tells of a new one. */
    @POST
    @Path("{page}/incidents")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(@PathParam("page") String slug, InputStream body) throws IOException {
        StatusPage page = find(slug);
        JsonBody json = JsonBody.read(body);
        Incident incident = pages.open(
                        page.slug(),
                        said(json, "title", LONGEST_TITLE),
                        Impact.of(json.text("impact", Impact.MINOR.label()))
                                .orElseThrow(() -> choice("impact", Impact.values())),
                        stage(json),
                        said(json, "text", LONGEST_TEXT),
                        actor.name())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, StatusPages.MOST + " incidents are open already; resolve some"));
        deeds.fire(Deed.to(actor, "incident.open", page.slug(), incident.title()));
        return Response.status(Response.Status.CREATED).entity(answer(incident)).build();
    }

    /** Says more of one; the stage {@code resolved} ends it. */
    @POST
    @Path("{page}/incidents/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput say(@PathParam("page") String slug, @PathParam("id") String id, InputStream body)
            throws IOException {
        Incident before = find(find(slug), id);
        JsonBody json = JsonBody.read(body);
        Incident after = pages.say(slug, before.id(), stage(json), said(json, "text", LONGEST_TEXT), actor.name())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, StatusPages.MOST + " things were said of it already"));
        deeds.fire(Deed.to(
                actor,
                "incident.say",
                slug,
                after.title() + ": " + after.stage().label()));
        return answer(after);
    }

    /** Takes one away as if it had not been. */
    @DELETE
    @Path("{page}/incidents/{id}")
    public void remove(@PathParam("page") String slug, @PathParam("id") String id) {
        Incident incident = find(find(slug), id);
        pages.remove(incident.id());
        deeds.fire(Deed.to(actor, "incident.remove", slug, incident.title()));
    }

    private boolean writes(StatusPage page) {
        return viewer.admin() || page.hosts().stream().allMatch(host -> viewer.may(host, Role.MANAGER));
    }

    /** The page itself is public, so who may not write on it is told so. */
    private StatusPage find(String slug) {
        StatusPage page = pages.page(slug).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_PAGE, null));
        if (!writes(page)) {
            throw new ProblemException(
                    ProblemType.ROLE_MISSING,
                    "an administrator writes here, or a manager of every host behind the page");
        }
        return page;
    }

    private Incident find(StatusPage page, String id) {
        return Ids.of(id)
                .flatMap(number -> pages.incident(page.slug(), number))
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_INCIDENT, null));
    }

    private static Stage stage(JsonBody json) {
        return Stage.of(json.text("stage", Stage.INVESTIGATING.label()))
                .orElseThrow(() -> choice("stage", Stage.values()));
    }

    private static String said(JsonBody json, String key, int longest) {
        String text = json.text(key, "", longest).strip();
        if (text.isEmpty()) {
            throw JsonBody.refused(key + " must say something");
        }
        return text;
    }

    private static ProblemException choice(String key, Enum<?>[] values) {
        return JsonBody.refused(key + " must be one of "
                + Arrays.stream(values)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private StreamingOutput answer(Incident incident) {
        return out.object(json -> IncidentJson.members(json, incident, true));
    }
}
