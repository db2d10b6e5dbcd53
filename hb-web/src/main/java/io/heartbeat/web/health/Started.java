package io.heartbeat.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: was ready once. A database that is lost later makes the server unready, never unstarted. */
@Startup
@ApplicationScoped
public class Started implements HealthCheck {
    @Inject
    Vitals vitals;

    private final AtomicBoolean reached = new AtomicBoolean();

    @Override
    public HealthCheckResponse call() {
        if (reached.get()) {
            return Ready.answer("started", Map.of());
        }
        Map<String, Boolean> seen = vitals.look();
        if (!seen.containsValue(false)) {
            reached.set(true);
        }
        return Ready.answer("started", seen);
    }
}
