package io.heartbeat.web.api;

import io.heartbeat.access.Accounts;
import io.heartbeat.access.Actor;
import io.heartbeat.access.HostAccess;
import io.heartbeat.access.Role;
import io.heartbeat.access.Users;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who has which role on a host: seen by all who see the host, changed by its owner. Shapes: docs/HTTP_API.md. */
@Path("hosts/{host}/access")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccessResource {
    @Inject
    Hosts hosts;

    @Inject
    Users users;

    @Inject
    Accounts accounts;

    @Inject
    Actor actor;

    @Inject
    JsonOut out;

    /** Owner, managers and monitors. */
    @GET
    public StreamingOutput access(@PathParam("host") String name) {
        return answer(users.access(hosts.find(name).name()));
    }

    /** Replaces what the console says; what the configuration file says stays besides. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput change(@PathParam("host") String name, InputStream body) throws IOException {
        String host = hosts.find(name, Role.OWNER).name();
        JsonBody json = JsonBody.read(body);
        accounts.access(
                actor,
                host,
                new HostAccess(
                        Optional.ofNullable(json.text("owner", null)), json.texts("managers"), json.texts("monitors")));
        return answer(users.access(host));
    }

    /** Gives one user another role, {@code {"role": "monitor"|"manager"|"owner"}}; a replaced owner stays as a manager. */
    @PUT
    @Path("{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput give(@PathParam("host") String name, @PathParam("user") String user, InputStream body)
            throws IOException {
        String host = hosts.find(name, Role.OWNER).name();
        accounts.role(actor, host, user, Optional.of(role(JsonBody.read(body).text("role"))));
        return answer(users.access(host));
    }

    /** Takes one user's role. */
    @DELETE
    @Path("{user}")
    public StreamingOutput take(@PathParam("host") String name, @PathParam("user") String user) {
        String host = hosts.find(name, Role.OWNER).name();
        accounts.role(actor, host, user, Optional.empty());
        return answer(users.access(host));
    }

    private static Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(ProblemType.INVALID_VALUE, "role must be monitor, manager or owner"));
    }

    private StreamingOutput answer(HostAccess access) {
        return out.object(json -> {
            JsonOut.text(json, "owner", access.owner().orElse(null));
            json.writeStartArray("managers");
            access.managers().forEach(json::write);
            json.writeEnd();
            json.writeStartArray("monitors");
            access.monitors().forEach(json::write);
            json.writeEnd();
        });
    }
}
