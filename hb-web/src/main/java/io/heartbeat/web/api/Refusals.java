package io.heartbeat.web.api;

import io.heartbeat.access.LoginOutcome;
import io.heartbeat.access.LoginOutcome.SecondFactor;
import io.heartbeat.access.LoginOutcome.Throttled;
import io.heartbeat.access.LoginOutcome.Unavailable;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;

/** Says in the API's words why a password did not open. */
final class Refusals {
    private Refusals() {}

    /**
     * The problem.
     *
     * @param otherwise for a password that is wrong
     */
    static ProblemException of(LoginOutcome outcome, ProblemException otherwise) {
        if (outcome instanceof SecondFactor) {
            return new ProblemException(ProblemType.CODE_NEEDED, "send it as code, with the password");
        }
        if (outcome instanceof Throttled throttled) {
            return new ProblemException(ProblemType.TOO_MANY_REQUESTS, "too many failed logins", throttled.delay());
        }
        if (outcome instanceof Unavailable) {
            return new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "the directory cannot be asked now; users of this server itself can log in");
        }
        return otherwise;
    }
}
