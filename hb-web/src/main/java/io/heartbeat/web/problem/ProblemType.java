package io.heartbeat.web.problem;

import java.util.Locale;

/** Kinds of errors of the API (RFC 9457). The type is stable; title and detail are for people and may change. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request is malformed"),
    INVALID_PARAMETER(400, "A parameter has a wrong value"),
    MALFORMED_JSON(400, "The body is not the JSON that is expected"),
    INVALID_VALUE(400, "A value cannot be as it is"),
    NOT_LOGGED_IN(401, "A login is needed"),
    WRONG_CREDENTIALS(401, "User name or password is wrong"),
    CODE_NEEDED(401, "The code of the second factor is needed"),
    ROLE_MISSING(403, "The role for this is missing"),
    CROSS_SITE(403, "The request comes from another site"),
    NOT_FOUND(404, "There is nothing at this address"),
    UNKNOWN_HOST(404, "There is no such host"),
    UNKNOWN_USER(404, "There is no such user"),
    UNKNOWN_TOKEN(404, "There is no such token"),
    UNKNOWN_CHANNEL(404, "There is no such channel"),
    UNKNOWN_PLUGIN(404, "The host has no report of this plugin"),
    UNKNOWN_ALERT(404, "There is no such alert"),
    UNKNOWN_SILENCE(404, "There is no such silence"),
    UNKNOWN_COMMAND(404, "There is no such command"),
    UNKNOWN_WINDOW(404, "There is no such maintenance window"),
    UNKNOWN_PAGE(404, "There is no such status page"),
    UNKNOWN_INCIDENT(404, "There is no such incident"),
    METHOD_NOT_ALLOWED(405, "The method is not for this address"),
    NOT_ACCEPTABLE(406, "The answer does not exist in an accepted media type"),
    CONFLICT(409, "The request conflicts with the present state"),
    READ_ONLY(409, "The configuration file says so; change it there"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not understood"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "The server failed; its log tells more"),
    UNAVAILABLE(503, "The server cannot answer now");

    /** Media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** One sentence for people. */
    public String title() {
        return title;
    }

    /** The stable identifier, a URI: {@code urn:heartbeat:problem:unknown-host}. */
    public String uri() {
        return "urn:heartbeat:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind for an error that a container made and that has only a status. */
    public static ProblemType of(int status) {
        return switch (status) {
            case 401 -> NOT_LOGGED_IN;
            case 403 -> ROLE_MISSING;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
