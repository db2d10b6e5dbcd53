package io.heartbeat.web.api;

import io.heartbeat.alert.MaintenanceWindow;
import io.heartbeat.alert.MaintenanceWindows;
import io.heartbeat.alert.Recurrence;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.Glob;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Windows of maintenance. Who is no administrator makes and sees those only that name single hosts, all of which he manages
 * to make them and sees to see them. Shapes: docs/HTTP_API.md.
 */
@Path("maintenance")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MaintenanceResource {
    private final MaintenanceWindows windows;
    private final SeenAlerts alerts;
    private final TimeSource time;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public MaintenanceResource() {
        this(null, null, null, null);
    }

    /** @param alerts what the sender may see */
    @Inject
    public MaintenanceResource(MaintenanceWindows windows, SeenAlerts alerts, TimeSource time, JsonOut out) {
        this.windows = windows;
        this.alerts = alerts;
        this.time = time;
        this.out = out;
    }

    /** All of them, the oldest first. */
    @GET
    public StreamingOutput list() {
        List<MaintenanceWindow> seen = windows.all().stream().filter(this::sees).toList();
        return out.object(json -> {
            json.writeStartArray("windows");
            for (MaintenanceWindow window : seen) {
                json.writeStartObject();
                members(json, window);
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    /** One of them. */
    @GET
    @Path("{id}")
    public StreamingOutput window(@PathParam("id") String id) {
        return answer(find(id));
    }

    /** A new one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body) throws IOException {
        MaintenanceWindow added = windows.add(draft(body))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT,
                        "there are " + MaintenanceWindows.MOST + " windows already; remove some"));
        alerts.deeds().to("maintenance.create", added.id(), hosts(added), told(added));
        return Response.status(Response.Status.CREATED).entity(answer(added)).build();
    }

    /** Another shape of one. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput change(@PathParam("id") String id, InputStream body) throws IOException {
        MaintenanceWindow before = acted(id);
        MaintenanceWindow draft = draft(body);
        MaintenanceWindow after = windows.change(new MaintenanceWindow(
                before.id(),
                draft.hosts(),
                draft.groups(),
                draft.startsAt(),
                draft.endsAt(),
                draft.recurrence(),
                before.author(),
                draft.comment(),
                before.createdAt()));
        alerts.deeds().to("maintenance.change", after.id(), hosts(after), told(after));
        return answer(after);
    }

    /** Takes one away. */
    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") String id) {
        MaintenanceWindow gone = acted(id);
        windows.remove(gone.id());
        alerts.deeds().to("maintenance.remove", gone.id(), hosts(gone), told(gone));
    }

    private static List<String> hosts(MaintenanceWindow window) {
        boolean patterns =
                !window.groups().isEmpty() || !window.hosts().stream().allMatch(host -> new Glob(host).literal());
        return patterns ? List.of() : window.hosts();
    }

    private static String told(MaintenanceWindow window) {
        return Stream.concat(window.hosts().stream(), window.groups().stream()).collect(Collectors.joining(", ")) + ": "
                + window.comment();
    }

    private MaintenanceWindow draft(InputStream body) throws IOException {
        MaintenanceWindow draft =
                WindowBody.read(JsonBody.read(body), alerts.actor(), time.wall().truncatedTo(ChronoUnit.MICROS));
        if (!all(draft, alerts::manages)) {
            throw new ProblemException(
                    ProblemType.ROLE_MISSING,
                    "without being an administrator one names single hosts, as the manager of each of them");
        }
        return draft;
    }

    private MaintenanceWindow find(String id) {
        return Ids.of(id)
                .flatMap(windows::find)
                .filter(this::sees)
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_WINDOW, null));
    }

    private MaintenanceWindow acted(String id) {
        MaintenanceWindow window = find(id);
        if (!all(window, alerts::manages)) {
            throw new ProblemException(ProblemType.ROLE_MISSING, "a manager of all its hosts may do this");
        }
        return window;
    }

    private boolean sees(MaintenanceWindow window) {
        return all(window, alerts.viewer()::sees);
    }

    private boolean all(MaintenanceWindow window, Predicate<String> may) {
        return alerts.viewer().admin()
                || window.groups().isEmpty()
                        && window.hosts().stream().allMatch(host -> new Glob(host).literal() && may.test(host));
    }

    private StreamingOutput answer(MaintenanceWindow window) {
        return out.object(json -> members(json, window));
    }

    private void members(JsonGenerator json, MaintenanceWindow window) {
        json.write("id", window.id());
        json.write("active", window.active(time.wall()));
        texts(json, "hosts", window.hosts());
        texts(json, "groups", window.groups());
        JsonOut.time(json, "starts_at", window.startsAt());
        JsonOut.time(json, "ends_at", window.endsAt());
        if (window.recurrence() == null) {
            json.writeNull("recurring");
        } else {
            recurring(json, window.recurrence());
        }
        json.write("author", window.author());
        json.write("comment", window.comment());
        JsonOut.time(json, "created_at", window.createdAt());
    }

    private static void recurring(JsonGenerator json, Recurrence recurrence) {
        json.writeStartObject("recurring");
        texts(
                json,
                "days",
                recurrence.days().stream()
                        .sorted()
                        .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                        .toList());
        json.write("begins", recurrence.begins().toString());
        json.write("duration", recurrence.duration().toSeconds());
        json.write("zone", recurrence.zone().getId());
        json.writeEnd();
    }

    private static void texts(JsonGenerator json, String key, List<String> texts) {
        json.writeStartArray(key);
        texts.forEach(json::write);
        json.writeEnd();
    }
}
