package io.heartbeat.web.api;

import io.heartbeat.command.CommandRefused;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says in the API's words why a command cannot be queued. */
@Provider
public class CommandProblems implements ExceptionMapper<CommandRefused> {
    @Override
    public Response toResponse(CommandRefused refused) {
        ProblemType type =
                switch (refused.kind()) {
                    case INVALID -> ProblemType.INVALID_PARAMETER;
                    case CONFLICT -> ProblemType.CONFLICT;
                    case FULL -> ProblemType.TOO_MANY_REQUESTS;
                    case UNAVAILABLE -> ProblemType.UNAVAILABLE;
                };
        return new ProblemMapper().toResponse(new ProblemException(type, refused.getMessage()));
    }
}
