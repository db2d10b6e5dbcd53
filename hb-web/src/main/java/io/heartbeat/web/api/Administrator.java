package io.heartbeat.web.api;

import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;

/** What only administrators may. */
final class Administrator {
    private Administrator() {}

    /** @throws ProblemException 403 for everybody else */
    static void demand(Viewer viewer) {
        if (!viewer.admin()) {
            throw new ProblemException(ProblemType.ROLE_MISSING, "only an administrator may do this");
        }
    }
}
