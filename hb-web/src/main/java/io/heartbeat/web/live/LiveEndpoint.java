package io.heartbeat.web.live;

import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.security.Viewers;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live feed on the web port. Registered by {@link LiveRegistration} and made by the container, so its beans are looked
 * up instead of injected.
 */
public class LiveEndpoint extends Endpoint {
    /** Where it answers. */
    public static final String PATH = "/ws/live";

    private static final String HANDSHAKE = Handshake.class.getName();
    private static final String SUBSCRIBER = Subscriber.class.getName();
    private static final int LONGEST_INBOUND = 1_024;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(LONGEST_INBOUND);
        session.setMaxBinaryMessageBufferSize(LONGEST_INBOUND);
        SessionWire wire = new SessionWire(session);
        Handshake handshake = (Handshake) session.getUserProperties().get(HANDSHAKE);
        Optional<Viewer> viewer = handshake == null || !handshake.welcome(List.of())
                ? Optional.empty()
                : handshake.viewer(bean(Viewers.class));
        if (viewer.isEmpty()) {
            wire.close(Wire.POLICY, "not allowed");
            return;
        }
        Subscriber subscriber = bean(LiveFeed.class).subscribe(viewer.get(), handshake.since(), wire);
        session.getUserProperties().put(SUBSCRIBER, subscriber);
        session.addMessageHandler(PongMessage.class, pong -> subscriber.heard());
        session.addMessageHandler(String.class, new Deaf());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (session.getUserProperties().get(SUBSCRIBER) instanceof Subscriber subscriber) {
            subscriber.close();
        }
    }

    /** A connection that broke; the container closes it next, which is all there is to do. */
    @Override
    public void onError(Session session, Throwable broken) {
        onClose(session, null);
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    /** Watchers have nothing to say. */
    private static final class Deaf implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String text) {
            // Read and dropped: without a handler some containers close the connection.
        }
    }

    /** Keeps of the handshake what {@link #onOpen} wants to know. */
    static final class Keeper extends ServerEndpointConfig.Configurator {
        /** The origin is looked at together with the host it was sent to: in {@link LiveGate} and {@link #onOpen}. */
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            Map<String, List<String>> headers = request.getHeaders();
            config.getUserProperties()
                    .put(
                            HANDSHAKE,
                            new Handshake(
                                    Handshake.header(headers, "Origin"),
                                    Handshake.header(headers, "Host"),
                                    Handshake.header(headers, "Authorization"),
                                    Handshake.header(headers, "Cookie"),
                                    request.getQueryString()));
        }
    }
}
