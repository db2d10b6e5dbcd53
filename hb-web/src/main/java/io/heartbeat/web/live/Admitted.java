package io.heartbeat.web.live;

import io.heartbeat.web.security.Viewer;
import java.security.Principal;
import java.util.OptionalLong;

/**
 * Who passed {@link LiveGate}. It travels from the request to the WebSocket session as the principal, the one thing that
 * every container hands over for each handshake by itself.
 *
 * @param viewer whose eyes
 * @param since number of the last frame that the watcher had, empty when it begins
 */
record Admitted(Viewer viewer, OptionalLong since) implements Principal {
    @Override
    public String getName() {
        return viewer.name() == null ? "anonymous" : viewer.name();
    }
}
