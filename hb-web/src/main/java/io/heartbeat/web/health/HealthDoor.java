package io.heartbeat.web.health;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Opens {@code /health} where the server has none of its own: Payara maps one into this application, stock WildFly does not. */
@WebListener
public class HealthDoor implements ServletContextListener {
    private static final String PATH = "/health";

    @Override
    public void contextInitialized(ServletContextEvent start) {
        ServletContext context = start.getServletContext();
        boolean there = context.getServletRegistrations().values().stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .anyMatch(mapping -> mapping.equals(PATH) || mapping.startsWith(PATH + "/"));
        if (!there) {
            context.addServlet("health", HealthServlet.class).addMapping(PATH, PATH + "/*");
        }
    }
}
