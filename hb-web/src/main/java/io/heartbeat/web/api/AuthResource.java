package io.heartbeat.web.api;

import io.heartbeat.access.Login;
import io.heartbeat.access.LoginOutcome;
import io.heartbeat.access.LoginOutcome.Granted;
import io.heartbeat.access.Logins;
import io.heartbeat.access.Tokens;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.ClientAddress;
import io.heartbeat.web.security.Secrets;
import io.heartbeat.web.security.SessionCookie;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** Logging in and out. Shapes: docs/HTTP_API.md. */
@Path("auth")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AuthResource {
    private final Logins logins;
    private final Tokens tokens;
    private final Users users;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public AuthResource() {
        this(null, null, null, null);
    }

    /** @param logins the way in */
    @Inject
    public AuthResource(Logins logins, Tokens tokens, Users users, JsonOut out) {
        this.logins = logins;
        this.tokens = tokens;
        this.users = users;
        this.out = out;
    }

    /** User name and password for a token. */
    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput login(InputStream body, @Context HttpServletRequest request) throws IOException {
        JsonBody json = JsonBody.read(body);
        String name = json.text("username");
        String password = json.text("password");
        if (users.none()) {
            throw new ProblemException(ProblemType.CONFLICT, "no users are configured, so no login is needed");
        }
        LoginOutcome outcome = logins.login(name, password, json.text("code", null), ClientAddress.of(request));
        if (!(outcome instanceof Granted granted)) {
            throw Refusals.of(outcome, new ProblemException(ProblemType.WRONG_CREDENTIALS, null));
        }
        return out.object(answer -> {
            answer.write("token", granted.token().secret());
            login(answer, granted.user(), granted.token().login().expires());
        });
    }

    /** Ends the login that the request carries; nothing happens when it has none. */
    @POST
    @Path("logout")
    public void logout(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        Secrets.of(request).ifPresent(tokens::revoke);
        SessionCookie.clear(request, response);
    }

    /** Who is asking; user is null for who has no login, on a server where none is needed. */
    @GET
    @Path("me")
    public StreamingOutput me(@Context HttpServletRequest request) {
        Optional<Login> login = Secrets.of(request).flatMap(tokens::find);
        Optional<User> user = login.flatMap(found -> users.find(found.user()));
        return out.object(answer -> {
            if (user.isPresent()) {
                login(answer, user.get(), login.get().expires());
            } else {
                JsonOut.time(answer, "expires_at", null);
                answer.writeNull("user");
            }
        });
    }

    private static void login(JsonGenerator answer, User user, Instant expires) {
        JsonOut.time(answer, "expires_at", expires);
        answer.writeStartObject("user");
        answer.write("name", user.name());
        answer.write("full_name", user.fullName());
        answer.write("admin", user.admin());
        answer.writeEnd();
    }
}
