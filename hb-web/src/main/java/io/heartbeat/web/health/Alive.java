package io.heartbeat.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive: it answers, and no threads wait for each other for good. Only what a restart would heal belongs here. */
@Liveness
@ApplicationScoped
public class Alive implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        boolean deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
        return Ready.answer("alive", Map.of("threads", !deadlocked));
    }
}
