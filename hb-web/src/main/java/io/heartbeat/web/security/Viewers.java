package io.heartbeat.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;

/** Finds out who is asking: for a request by injection of {@link Viewer}, for a WebSocket by {@link #ofHandshake}. */
@ApplicationScoped
public class Viewers {
    private static final Viewer EVERYBODY = new Everybody();

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
        return Optional.of(EVERYBODY);
    }

    /** Whoever sent the present request. */
    @Produces
    @RequestScoped
    Viewer current() {
        return EVERYBODY;
    }
}
