package io.heartbeat.web.health;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** {@code /health}, {@code /health/live}, {@code /health/ready}, {@code /health/started} as MicroProfile Health 4.0 says. */
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(HealthServlet.class.getName());

    @Inject
    @Any
    transient Instance<HealthCheck> checks;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String which = request.getPathInfo() == null ? "" : request.getPathInfo();
        List<Annotation> kinds =
                switch (which) {
                    case "", "/" ->
                        List.of(Liveness.Literal.INSTANCE, Readiness.Literal.INSTANCE, Startup.Literal.INSTANCE);
                    case "/live" -> List.of(Liveness.Literal.INSTANCE);
                    case "/ready" -> List.of(Readiness.Literal.INSTANCE);
                    case "/started" -> List.of(Startup.Literal.INSTANCE);
                    default -> List.of();
                };
        if (kinds.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        answer(
                response,
                kinds.stream()
                        .flatMap(kind -> checks.select(kind).stream())
                        .map(HealthServlet::call)
                        .toList());
    }

    private static HealthCheckResponse call(HealthCheck check) {
        try {
            return check.call();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "A health check failed", failed);
            return new HealthCheckResponse(check.getClass().getSimpleName(), Status.DOWN, Optional.empty());
        }
    }

    private static void answer(HttpServletResponse response, List<HealthCheckResponse> results) throws IOException {
        boolean up = results.stream().allMatch(result -> result.getStatus() == Status.UP);
        JsonArrayBuilder list = Json.createArrayBuilder();
        results.forEach(result -> list.add(json(result)));
        byte[] body = Json.createObjectBuilder()
                .add("status", up ? "UP" : "DOWN")
                .add("checks", list)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static JsonObjectBuilder json(HealthCheckResponse result) {
        JsonObjectBuilder check = Json.createObjectBuilder()
                .add("name", result.getName())
                .add("status", result.getStatus().name());
        result.getData().ifPresent(facts -> {
            JsonObjectBuilder data = Json.createObjectBuilder();
            facts.forEach((name, fact) -> data.add(name, String.valueOf(fact)));
            check.add("data", data);
        });
        return check;
    }
}
