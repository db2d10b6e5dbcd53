package io.heartbeat.web.live;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * The live feed on the web port. Registered by {@link LiveRegistration} and made by the container, so its beans are looked
 * up instead of injected.
 */
public class LiveEndpoint extends Endpoint {
    /** Where it answers. */
    public static final String PATH = "/ws/live";

    private static final String SUBSCRIBER = Subscriber.class.getName();
    private static final int LONGEST_INBOUND = 1_024;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(LONGEST_INBOUND);
        session.setMaxBinaryMessageBufferSize(LONGEST_INBOUND);
        session.setMaxIdleTimeout(0);
        SessionWire wire = new SessionWire(session);
        if (!(session.getUserPrincipal() instanceof Admitted admitted)) {
            wire.close(Wire.POLICY, "not allowed");
            return;
        }
        LiveFeed feed = CDI.current().select(LiveFeed.class).get();
        Subscriber subscriber = feed.subscribe(admitted.viewer(), admitted.since(), wire);
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

    /** Watchers have nothing to say; without a handler some containers close the connection. */
    private static final class Deaf implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String text) {
            // Read and dropped.
        }
    }

    /** The origin is looked at in {@link LiveGate}, together with the host it was sent to, which is not to be had here. */
    static final class AnyOrigin extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }
    }
}
