package io.heartbeat.web.api;

import io.heartbeat.access.Accounts;
import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Login;
import io.heartbeat.access.Tokens;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.Recipient;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Users, for administrators. Shapes: docs/HTTP_API.md. */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UsersResource {
    @Inject
    Users users;

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    NotificationDesk desk;

    @Inject
    Viewer viewer;

    @Inject
    Actor actor;

    @Inject
    Event<Deed> deeds;

    @Inject
    JsonOut out;

    /**
     * Users by name.
     *
     * @param query part of a name or full name
     * @param after only those whose name comes after this one
     */
    @GET
    public StreamingOutput list(
            @QueryParam("q") String query, @QueryParam("after") String after, @QueryParam("limit") String limit) {
        Administrator.demand(viewer);
        List<User> found = users.all().stream()
                .filter(user -> query == null || user.matches(query))
                .filter(user -> after == null || user.name().compareTo(after) > 0)
                .limit(limit == null ? Long.MAX_VALUE : Limit.of(limit))
                .toList();
        Map<String, Integer> logins = tokens.counts();
        return out.object(json -> {
            json.writeStartArray("users");
            for (User user : found) {
                json.writeStartObject();
                members(json, user, logins.getOrDefault(user.name(), 0));
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    /** One user. */
    @GET
    @Path("{user}")
    public StreamingOutput user(@PathParam("user") String name) {
        Administrator.demand(viewer);
        return one(find(name));
    }

    /** Makes a user. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body) throws IOException {
        Administrator.demand(viewer);
        JsonBody json = JsonBody.read(body);
        User user = accounts.create(
                actor,
                json.text("name"),
                json.text("full_name", null),
                json.text("password", null),
                json.flag("admin", false));
        return Response.status(Response.Status.CREATED).entity(one(user)).build();
    }

    /** Changes what is sent and leaves the rest. */
    @PUT
    @Path("{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput change(@PathParam("user") String name, InputStream body) throws IOException {
        Administrator.demand(viewer);
        JsonBody json = JsonBody.read(body);
        User user = find(name);
        return one(accounts.change(
                actor,
                name,
                json.text("full_name", null),
                json.flag("admin", user.admin()),
                json.flag("enabled", user.enabled())));
    }

    /** Gives a user a new password; the user's logins end. */
    @PUT
    @Path("{user}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void password(@PathParam("user") String name, InputStream body) throws IOException {
        Administrator.demand(viewer);
        accounts.password(actor, name, JsonBody.read(body).text("password"));
    }

    /** Takes the second factor from a user who has lost it. */
    @DELETE
    @Path("{user}/totp")
    public void totp(@PathParam("user") String name) {
        Administrator.demand(viewer);
        accounts.totp(actor, name, null);
    }

    /** Takes a user away, with roles, logins and tokens. */
    @DELETE
    @Path("{user}")
    public void remove(@PathParam("user") String name) {
        Administrator.demand(viewer);
        accounts.remove(actor, name);
    }

    /** The logins and API tokens of a user; never their secrets. */
    @GET
    @Path("{user}/tokens")
    public StreamingOutput tokens(@PathParam("user") String name) {
        Administrator.demand(viewer);
        List<Login> standing = tokens.of(find(name).name());
        return out.object(json -> TokenJson.list(json, standing));
    }

    /** Ends one of them. */
    @DELETE
    @Path("{user}/tokens/{id}")
    public void revoke(@PathParam("user") String name, @PathParam("id") String id) {
        Administrator.demand(viewer);
        if (!tokens.revoke(find(name).name(), id)) {
            throw new ProblemException(ProblemType.UNKNOWN_TOKEN, null);
        }
        deeds.fire(Deed.to(actor, "token.revoke", name, id));
    }

    /** How a user is reached; never the secrets. */
    @GET
    @Path("{user}/channels")
    public StreamingOutput channels(@PathParam("user") String name) {
        Administrator.demand(viewer);
        User user = find(name);
        return out.object(json -> ChannelJson.list(json, desk.own(), user));
    }

    private User find(String name) {
        return users.find(name).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_USER, null));
    }

    private StreamingOutput one(User user) {
        return out.object(json -> members(json, user, tokens.of(user.name()).size()));
    }

    private static void members(JsonGenerator json, User user, int logins) {
        json.write("name", user.name());
        json.write("full_name", user.fullName());
        json.write("admin", user.admin());
        json.write("enabled", user.enabled());
        json.write("password", user.password().isPresent());
        json.write("totp", user.totp().isPresent());
        json.write("origin", user.origin().name().toLowerCase(Locale.ROOT));
        json.write("logins", logins);
        json.writeStartArray("channels");
        user.channels().stream()
                .filter(Recipient::enabled)
                .map(Recipient::channel)
                .forEach(json::write);
        json.writeEnd();
    }
}
