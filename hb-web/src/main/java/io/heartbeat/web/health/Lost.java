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

/** Tells the {@link Losses} beside the vitals, and never makes the server unready: what is lost comes back by no restart. */
@Readiness
@ApplicationScoped
public class Lost implements HealthCheck {
    /** Not this class itself, for the annotation above is a qualifier to CDI. */
    @Inject
    Losses losses;

    @Override
    public HealthCheckResponse call() {
        Map<String, Object> data = new TreeMap<>();
        losses.look().forEach((what, count) -> data.put(what, Long.toString(count)));
        return new HealthCheckResponse("losses", Status.UP, Optional.of(data));
    }
}
