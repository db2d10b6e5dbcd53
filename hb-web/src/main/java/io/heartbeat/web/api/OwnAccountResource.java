package io.heartbeat.web.api;

import io.heartbeat.access.Accounts;
import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Login;
import io.heartbeat.access.LoginOutcome;
import io.heartbeat.access.LoginOutcome.Confirmed;
import io.heartbeat.access.Logins;
import io.heartbeat.access.Scope;
import io.heartbeat.access.Tokens;
import io.heartbeat.access.Totp;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.ClientAddress;
import io.heartbeat.web.security.Secrets;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/** What users do with their own account: password, second factor, API tokens. Shapes: docs/HTTP_API.md. */
@Path("account")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OwnAccountResource {
    private static final int DAYS = 90;
    private static final int MOST_DAYS = 3650;
    private static final int MOST_LABEL = 200;

    @Inject
    Users users;

    @Inject
    Accounts accounts;

    @Inject
    Logins logins;

    @Context
    HttpServletRequest request;

    @Inject
    Tokens tokens;

    @Inject
    TimeSource time;

    @Inject
    Viewer viewer;

    @Inject
    Actor actor;

    @Inject
    Event<Deed> deeds;

    @Inject
    JsonOut out;

    /** Changes the password; the present one is asked for, and all logins end. */
    @PUT
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void password(InputStream body) throws IOException {
        JsonBody json = JsonBody.read(body);
        accounts.password(actor, confirmed(json).name(), json.text("password"));
    }

    /** A new secret for an authenticator app; it counts when {@link #totpOn} has seen a code of it. */
    @POST
    @Path("totp")
    public StreamingOutput totpSecret() {
        String name = self().name();
        String secret = Totp.secret();
        return out.object(json -> {
            json.write("secret", secret);
            json.write("uri", Totp.uri(name, secret));
            json.write("qr", QrSvg.of(Totp.uri(name, secret)));
        });
    }

    /** Turns the second factor on: the secret, a code of it, and the password. */
    @PUT
    @Path("totp")
    @Consumes(MediaType.APPLICATION_JSON)
    public void totpOn(InputStream body) throws IOException {
        JsonBody json = JsonBody.read(body);
        String secret = json.text("secret");
        if (!secret.matches("[A-Z2-7]{32}")
                || Totp.step(secret, json.text("code"), time.wall()).isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_VALUE, "the code is not one of this secret; is the clock of the phone right?");
        }
        accounts.totp(actor, confirmed(json).name(), secret);
    }

    /** Turns the second factor off; the password is asked for. */
    @DELETE
    @Path("totp")
    @Consumes(MediaType.APPLICATION_JSON)
    public void totpOff(InputStream body) throws IOException {
        accounts.totp(actor, confirmed(JsonBody.read(body)).name(), null);
    }

    /** The logins and API tokens that stand; never their secrets. */
    @GET
    @Path("tokens")
    public StreamingOutput list() {
        List<Login> standing = tokens.of(self().name());
        String current = current();
        return out.object(json -> TokenJson.own(json, standing, current));
    }

    /** Ends all logins but the one that asks; API tokens stay, for programs would stop without a word. */
    @DELETE
    @Path("logins")
    public StreamingOutput logOutElsewhere() {
        String name = self().name();
        String current = current();
        List<String> ended = tokens.of(name).stream()
                .filter(login -> !login.api() && !login.id().equals(current))
                .map(Login::id)
                .filter(id -> tokens.revoke(name, id))
                .toList();
        ended.forEach(id -> deeds.fire(Deed.to(actor, "token.revoke", id, null)));
        return out.object(json -> json.write("ended", ended.size()));
    }

    /** Makes an API token; the answer shows its secret, this once. */
    @POST
    @Path("tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body) throws IOException {
        JsonBody json = JsonBody.read(body);
        String label = json.text("label");
        if (label.isBlank() || label.length() > MOST_LABEL) {
            throw new ProblemException(
                    ProblemType.INVALID_VALUE,
                    "label says what the token is for, in 1 to " + MOST_LABEL + " characters");
        }
        Tokens.Issued issued = tokens.issue(
                self().name(),
                label.strip(),
                scope(json.text("scope", "read")),
                Duration.ofDays(json.whole("days", DAYS, 1, MOST_DAYS)));
        deeds.fire(Deed.to(actor, "token.create", issued.login().id(), label));
        return Response.status(Response.Status.CREATED)
                .entity(out.object(answer -> {
                    answer.write("token", issued.secret());
                    TokenJson.members(answer, issued.login());
                }))
                .build();
    }

    /** Ends a login or API token. */
    @DELETE
    @Path("tokens/{id}")
    public void revoke(@PathParam("id") String id) {
        if (!tokens.revoke(self().name(), id)) {
            throw new ProblemException(ProblemType.UNKNOWN_TOKEN, null);
        }
        deeds.fire(Deed.to(actor, "token.revoke", id, null));
    }

    /** Id of the login or token that asks, null without one. */
    private String current() {
        return Secrets.of(request).flatMap(tokens::find).map(Login::id).orElse(null);
    }

    private User self() {
        if (viewer.name() == null) {
            throw new ProblemException(ProblemType.NOT_LOGGED_IN, "there is no account without a login");
        }
        return users.find(viewer.name()).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_USER, null));
    }

    private User confirmed(JsonBody json) {
        LoginOutcome outcome = logins.confirm(self().name(), json.text("current_password"), ClientAddress.of(request));
        if (outcome instanceof Confirmed confirmed) {
            return confirmed.user();
        }
        throw Refusals.of(
                outcome,
                new ProblemException(ProblemType.INVALID_VALUE, "current_password is not the present password"));
    }

    private static Scope scope(String text) {
        return switch (text) {
            case "read" -> Scope.READ;
            case "full" -> Scope.FULL;
            default -> throw new ProblemException(ProblemType.INVALID_VALUE, "scope must be read or full");
        };
    }
}
