package io.heartbeat.web.security;

import io.heartbeat.access.Role;

/**
 * Somebody who looks at this server, or asks it. Injected, it is whoever sent the present request; {@link Viewers} answers
 * one for a WebSocket handshake. It reads the rights anew at each question, so a feed may keep it. Thread-safe.
 */
public interface Viewer {
    /** Name of the user, null when no users are configured and everybody is welcome. */
    String name();

    /** Whether the user is an administrator, or everybody is. */
    boolean admin();

    /** Whether the viewer may know that a host exists; a host one may not see is answered like one that is not there. */
    default boolean sees(String host) {
        return may(host, Role.MONITOR);
    }

    /** Whether the viewer may do with a host what a role allows. */
    boolean may(String host, Role role);

    /** Whether it shows a token that opens nothing but views. */
    default boolean readsOnly() {
        return false;
    }

    /** Whether the login still stands: false after logout, expiry, or the user's removal. A feed then closes. */
    boolean valid();
}
