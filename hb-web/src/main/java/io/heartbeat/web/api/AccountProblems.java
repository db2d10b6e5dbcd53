package io.heartbeat.web.api;

import io.heartbeat.access.AccountException;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says in the API's words why a user, role or token cannot be as asked. */
@Provider
public class AccountProblems implements ExceptionMapper<AccountException> {
    @Override
    public Response toResponse(AccountException refused) {
        ProblemType type =
                switch (refused.kind()) {
                    case INVALID -> ProblemType.INVALID_VALUE;
                    case UNKNOWN -> ProblemType.UNKNOWN_USER;
                    case CONFLICT -> ProblemType.CONFLICT;
                    case READ_ONLY -> ProblemType.READ_ONLY;
                };
        return new ProblemMapper().toResponse(new ProblemException(type, refused.getMessage()));
    }
}
