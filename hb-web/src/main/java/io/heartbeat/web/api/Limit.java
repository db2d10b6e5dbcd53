package io.heartbeat.web.api;

import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;

/** How many samples somebody asks for. */
final class Limit {
    static final int DEFAULT = 50;
    static final int MAX = 1000;

    private Limit() {}

    /**
     * Reads {@code ?limit=}.
     *
     * @param text as sent, null when absent
     * @throws ProblemException when it is not a whole number from 1 to 1000
     */
    static int of(String text) {
        if (text == null) {
            return DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw refused();
        }
        throw refused();
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemType.INVALID_PARAMETER, "limit must be a whole number from 1 to " + MAX);
    }
}
