package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.command.AgentReport;
import io.heartbeat.command.Command;
import io.heartbeat.command.CommandDesk;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/** What a host's agent was asked to do: seen by all who see the host, asked for by its managers. Shapes: docs/HTTP_API.md. */
@Path("hosts/{host}/commands")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CommandsResource {
    private static final int LONGEST_NAME = 128;
    private static final int MOST_ARGS = 64;
    private static final int LONGEST_ARG = 1_024;
    private static final int SHORTEST = 5;

    private final Hosts hosts;
    private final CommandDesk desk;
    private final Actor actor;
    private final Event<Deed> deeds;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public CommandsResource() {
        this(null, null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public CommandsResource(Hosts hosts, CommandDesk desk, Actor actor, Event<Deed> deeds, JsonOut out) {
        this.hosts = hosts;
        this.desk = desk;
        this.actor = actor;
        this.deeds = deeds;
        this.out = out;
    }

    /** What the agent may be asked, and what it was asked, newest first. */
    @GET
    public Response commands(@PathParam("host") String name, @QueryParam("limit") String limit) {
        int most = Limit.of(limit);
        String host = hosts.find(name).name();
        boolean whole = hosts.role(host).includes(Role.MANAGER);
        AgentReport agent = desk.agent(host).orElse(null);
        List<String> upgrades = desk.upgrades(host);
        List<Command> commands = desk.newest(host, most);
        return Response.ok(out.object(json -> {
                    json.write("host", host);
                    json.write("signed", desk.signs(host));
                    CommandJson.agent(json, agent);
                    CommandJson.texts(json, "upgrades", upgrades);
                    json.writeStartArray("commands");
                    for (Command command : commands) {
                        json.writeStartObject();
                        CommandJson.members(json, command, whole);
                        json.writeEnd();
                    }
                    json.writeEnd();
                }))
                .build();
    }

    /** Queues one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response queue(@PathParam("host") String name, InputStream body) throws IOException {
        String host = hosts.find(name, Role.MANAGER).name();
        JsonBody wish = JsonBody.read(body);
        String command = wish.text("command", "", LONGEST_NAME);
        if (command.isEmpty()) {
            throw JsonBody.refused("command must be a name of the agent's list");
        }
        int longest = (int) CommandDesk.LONGEST.toSeconds();
        Duration expiresIn = Duration.ofSeconds(wish.number("expires_in", longest, SHORTEST, longest));
        Command queued = desk.queue(host, command, wish.texts("args", MOST_ARGS, LONGEST_ARG), expiresIn, actor.name());
        deeds.fire(new Deed(actor, "host.command", host, command, queued.id()));
        return created(queued);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    public Response command(@PathParam("host") String name, @PathParam("id") String id) {
        String host = hosts.find(name).name();
        return Response.ok(one(find(host, id), hosts.role(host).includes(Role.MANAGER)))
                .build();
    }

    /** Takes one back that has not left yet. */
    @DELETE
    @Path("{id}")
    public Response cancel(@PathParam("host") String name, @PathParam("id") String id) {
        String host = hosts.find(name, Role.MANAGER).name();
        Command command = find(host, id);
        Command cancelled = desk.cancel(host, id)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.CONFLICT, "only what is still queued can be cancelled"));
        deeds.fire(new Deed(actor, "host.command.cancel", host, command.task().text(), id));
        return Response.ok(one(cancelled, true)).build();
    }

    private Command find(String host, String id) {
        return desk.find(host, id).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_COMMAND, null));
    }

    private Response created(Command command) {
        return Response.status(Response.Status.CREATED)
                .entity(one(command, true))
                .build();
    }

    private Object one(Command command, boolean whole) {
        return out.object(json -> CommandJson.members(json, command, whole));
    }
}
