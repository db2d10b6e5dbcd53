package io.heartbeat.web.security;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Tokens;
import io.heartbeat.access.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;

/** Finds out who is asking: for a request by injection of {@link Viewer}, for a WebSocket by {@link #ofHandshake}. */
@ApplicationScoped
public class Viewers {
    private final Users users;
    private final Tokens tokens;

    /** For the container's proxy. */
    protected Viewers() {
        this(null, null);
    }

    /** @param tokens the logins that stand */
    @Inject
    public Viewers(Users users, Tokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /**
     * The sender of a WebSocket handshake, on the web port or on one of our own.
     *
     * @param authorization the {@code Authorization} header ({@code Bearer …}), null when absent
     * @param cookies the {@code Cookie} header as sent, null when absent; pass null when the handshake's {@code Origin} is
     *     not this server's own, or another site could listen with the user's cookie
     * @param token the query parameter {@code token}, null when absent
     * @return empty when the handshake is to be refused with 401
     */
    public Optional<Viewer> ofHandshake(String authorization, String cookies, String token) {
        return of(Secrets.bearer(authorization)
                .or(() -> Optional.ofNullable(token))
                .or(() -> Secrets.cookie(cookies)));
    }

    /** Whether somebody at this address may come as far as the login: a server without users answers its own machine only. */
    public boolean admits(InetAddress from) {
        return from.isLoopbackAddress() || !users.none() || users.anonymousAllowed();
    }

    /** The sender of a request; empty when it has to log in first. */
    Optional<Viewer> of(HttpServletRequest request) {
        return of(Secrets.of(request));
    }

    private Optional<Viewer> of(Optional<String> secret) {
        if (users.none()) {
            return Optional.of(new Everybody(true, users::none));
        }
        Optional<Viewer> loggedIn = secret.flatMap(found -> tokens.find(found)
                .map(login -> (Viewer) new LoggedIn(login.user(), found, users, tokens))
                .filter(Viewer::valid));
        return loggedIn.or(() -> users.anonymousAllowed()
                ? Optional.of(new Everybody(false, users::anonymousAllowed))
                : Optional.empty());
    }

    /** Whoever sent the present request, for the audit log. */
    @Produces
    Actor actor(HttpServletRequest request) {
        return new Actor(of(request).map(Viewer::name).orElse(null), ClientAddress.remote(request));
    }

    /** Whoever sent the present request. */
    @Produces
    @RequestScoped
    Viewer current(HttpServletRequest request) {
        return of(request).orElseGet(Nobody::new);
    }
}
