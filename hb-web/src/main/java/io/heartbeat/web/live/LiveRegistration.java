package io.heartbeat.web.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Starts the feed with the application and puts its endpoint in place. An annotated endpoint would answer 404 for good in
 * some starts of Payara Micro, so it is registered by hand.
 */
@WebListener
public class LiveRegistration implements ServletContextListener {
    @Resource
    private ManagedThreadFactory threads;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        CDI.current().select(LiveFeed.class).get().start(threads);
        ServerContainer container =
                (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(LiveEndpoint.class, LiveEndpoint.PATH)
                    .configurator(new LiveEndpoint.AnyOrigin())
                    .build());
        } catch (DeploymentException refused) {
            throw new IllegalStateException("the live feed cannot be put at " + LiveEndpoint.PATH, refused);
        }
    }
}
