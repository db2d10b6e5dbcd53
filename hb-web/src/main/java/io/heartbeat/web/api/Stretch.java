package io.heartbeat.web.api;

import io.heartbeat.metric.Span;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Which time somebody asks for: {@code ?from=&to=&step=}. */
final class Stretch {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int MOST_DIGITS = 9;

    private Stretch() {}

    /**
     * Reads the parameters.
     *
     * @param from ISO 8601 with zone; null for an hour before {@code to}
     * @param to ISO 8601 with zone; null for now
     * @param step whole seconds; null for as fine as there is
     * @throws ProblemException when one is not that, or they contradict each other
     */
    static Span of(String from, String to, String step, Instant now) {
        Instant end = to == null ? now : moment("to", to);
        Instant begin = from == null ? end.minus(USUAL) : moment("from", from);
        if (begin.isAfter(end)) {
            throw refused("from must not be after to");
        }
        return Span.of(begin, end, step == null ? null : step(step), now);
    }

    /** A moment with zone. A plus sign of a zone that was not escaped has become a space. */
    static Instant moment(String name, String text) {
        try {
            Instant moment = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (moment.getEpochSecond() >= 0) {
                return moment;
            }
        } catch (DateTimeParseException notAMoment) {
            throw refused(name + " must be a time with zone, such as 2026-11-21T09:00:00Z");
        }
        throw refused(name + " must not be before 1970");
    }

    private static Duration step(String text) {
        boolean digits = text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.isEmpty() || Integer.parseInt(text) < 1) {
            throw refused("step must be a whole number of seconds, such as 300");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
