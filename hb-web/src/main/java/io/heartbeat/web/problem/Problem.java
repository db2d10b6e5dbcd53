package io.heartbeat.web.problem;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;

/**
 * One error as the API tells it (RFC 9457).
 *
 * @param type its kind
 * @param status HTTP status: the kind's own, or a container's finer one
 * @param detail what was wrong with this request, null when the title says it all; never a stack trace or a class name
 */
public record Problem(ProblemType type, int status, String detail) {
    /** Request attribute: a problem that is told by the error page. */
    public static final String REASON = Problem.class.getName();

    /** An error with the status of its kind. */
    public Problem(ProblemType type, String detail) {
        this(type, type.status(), detail);
    }

    /** The body, a JSON object in UTF-8. */
    public byte[] json() {
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("type", type.uri())
                .add("title", type.title())
                .add("status", status);
        if (detail != null) {
            body.add("detail", detail);
        }
        return body.build().toString().getBytes(StandardCharsets.UTF_8);
    }
}
