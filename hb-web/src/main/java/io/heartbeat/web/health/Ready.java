package io.heartbeat.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the UDP socket is bound, the database answers, the journal is writable. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
    @Inject
    Vitals vitals;

    @Override
    public HealthCheckResponse call() {
        return answer("ready", vitals.look());
    }

    /** Up when all are well. The constructor, unlike the builder, needs no provider, which stock WildFly lacks. */
    static HealthCheckResponse answer(String name, Map<String, Boolean> seen) {
        Map<String, Object> data = new TreeMap<>();
        seen.forEach((vital, well) -> data.put(vital, well ? "up" : "down"));
        Status status = seen.containsValue(false) ? Status.DOWN : Status.UP;
        return new HealthCheckResponse(name, status, Optional.of(data));
    }
}
