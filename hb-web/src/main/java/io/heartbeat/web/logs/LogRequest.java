package io.heartbeat.web.logs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.heartbeat.logstore.search.LogQuery;
import io.heartbeat.logstore.search.Severity;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.regex.Matcher;

/** Reads the parameters of a search. */
public final class LogRequest {
    static final int USUAL_LIMIT = 200;
    private static final int LONGEST = 500;
    /** Counted repetitions multiply; more than this would make the pattern's program too large. */
    private static final long MOST_REPETITIONS = 1_000;

    private static final java.util.regex.Pattern AGO = java.util.regex.Pattern.compile("-?(\\d{1,6})([smhd])");
    /** A day, a clock behind it, an offset behind that; a plus of an offset becomes a blank where it was not escaped. */
    private static final java.util.regex.Pattern MOMENT = java.util.regex.Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)" + "(?:[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(Z|[+ -]\\d\\d:?\\d\\d)?)?");

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private LogRequest() {}

    /**
     * The search that the parameters {@code from}, {@code to}, {@code host}, {@code application}, {@code facility},
     * {@code severity}, {@code text}, {@code pattern}, {@code limit} and {@code order} ask for.
     *
     * @param parameter gives the value of one, null when absent
     * @throws ProblemException naming the one that has a wrong value
     */
    public static LogQuery read(Function<String, String> parameter, Instant now) {
        Stretch asked = stretch(parameter, now);
        return new LogQuery(
                asked.from(),
                asked.to(),
                text("host", parameter),
                text("application", parameter),
                text("facility", parameter),
                severity(parameter),
                text("text", parameter),
                pattern(parameter),
                limit(parameter, LogQuery.MOST_LINES),
                oldestFirst(parameter));
    }

    /** A time that is asked for, its end excluded. */
    record Stretch(Instant from, Instant to) {}

    static Stretch stretch(Function<String, String> parameter, Instant now) {
        Instant from = moment("from", parameter, now, Instant.EPOCH);
        Instant to = moment("to", parameter, now, LAST);
        if (!from.isBefore(to)) {
            throw new WrongParameter("order", "", "from must be before to; these are " + from + " and " + to);
        }
        return new Stretch(from, to);
    }

    static String text(String name, Function<String, String> parameter) {
        String value = parameter.apply(name);
        if (value != null && value.length() > LONGEST) {
            throw refused(name + " must not be longer than " + LONGEST + " characters");
        }
        return value == null ? "" : value.strip();
    }

    private static Instant moment(String name, Function<String, String> parameter, Instant now, Instant absent) {
        String text = text(name, parameter);
        if (text.isEmpty()) {
            return absent;
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(Duration.of(Long.parseLong(ago.group(1)), unit(ago.group(2))));
        }
        Matcher written = MOMENT.matcher(text);
        try {
            if (written.matches()) {
                return moment(written.group(1), written.group(2), written.group(3));
            }
        } catch (DateTimeException noSuchMoment) {
            // Said below, like any other text that is no moment.
        }
        throw new WrongParameter(
                name, text, name + " must be a moment such as 2026-11-21T07:36:05Z, or how long ago: 15m, 2h, 1d");
    }

    /** A day alone is its beginning; without an offset it is UTC, as all times of answers and pages are. */
    private static Instant moment(String day, String clock, String offset) {
        LocalTime time = clock == null ? LocalTime.MIDNIGHT : LocalTime.parse(clock);
        ZoneOffset zone = offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset.replace(' ', '+'));
        return LocalDate.parse(day).atTime(time).toInstant(zone);
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static Severity severity(Function<String, String> parameter) {
        String text = text("severity", parameter);
        return text.isEmpty()
                ? null
                : Severity.named(text)
                        .orElseThrow(() -> refused("severity must be one of emergency, alert, critical, error, warning,"
                                + " notice, info, debug"));
    }

    private static Pattern pattern(Function<String, String> parameter) {
        String text = text("pattern", parameter);
        if (text.isEmpty()) {
            return null;
        }
        long repetitions = 1;
        for (Matcher one = REPETITION.matcher(text); one.find(); ) {
            String most = one.group(2) == null || one.group(2).isEmpty() ? one.group(1) : one.group(2);
            repetitions *= Math.max(1, Long.parseLong(most));
            if (repetitions > MOST_REPETITIONS) {
                throw refused(
                        "pattern repeats too often; the counts in braces multiply to more than " + MOST_REPETITIONS);
            }
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException broken) {
            throw new WrongParameter(
                    "pattern", broken.getDescription(), "pattern is no RE2 expression: " + broken.getDescription());
        }
    }

    static int limit(Function<String, String> parameter, int most) {
        String text = text("limit", parameter);
        if (text.isEmpty()) {
            return USUAL_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, like a number out of bounds.
        }
        throw refused("limit must be a whole number from 1 to " + most);
    }

    private static boolean oldestFirst(Function<String, String> parameter) {
        return switch (text("order", parameter)) {
            case "", "newest" -> false;
            case "oldest" -> true;
            default -> throw refused("order must be newest or oldest");
        };
    }

    static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
