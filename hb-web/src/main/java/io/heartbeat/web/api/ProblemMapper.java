package io.heartbeat.web.api;

import io.heartbeat.alert.AlertsUnavailable;
import io.heartbeat.web.problem.Problem;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Turns whatever ends a request of the API into application/problem+json; only what nobody foresaw goes to the log. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    /** Headers of the container's answer that the sender needs; the others belong to its replaced body. */
    private static final List<String> KEPT = List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER);

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof ProblemException told) {
            return respond(told.problem())
                    .header(HttpHeaders.RETRY_AFTER, told.retryAfterSeconds())
                    .build();
        }
        if (failure instanceof WebApplicationException made) {
            return remade(made.getResponse());
        }
        if (failure instanceof AlertsUnavailable told) {
            return respond(new Problem(ProblemType.UNAVAILABLE, told.getMessage()))
                    .build();
        }
        LOG.log(Level.ERROR, "A request of the API failed", failure);
        return respond(new Problem(ProblemType.INTERNAL_ERROR, null)).build();
    }

    private static Response remade(Response made) {
        int status = made.getStatus();
        if (status < 400) {
            return made;
        }
        Response.ResponseBuilder answer = respond(new Problem(ProblemType.of(status), status, null));
        for (String header : KEPT) {
            if (made.getHeaderString(header) != null) {
                answer.header(header, made.getHeaderString(header));
            }
        }
        return answer.build();
    }

    private static Response.ResponseBuilder respond(Problem problem) {
        return Response.status(problem.status()).type(ProblemType.MEDIA_TYPE).entity(problem.json());
    }
}
