package io.heartbeat.web.logs;

import io.heartbeat.journal.JournalQuery;
import io.heartbeat.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads the parameters of a search in the message journal. */
public final class JournalRequest {
    /** What a line may be. */
    public static final List<String> TYPES = List.of("HTB", "PLG", "RES", "EVT");

    private JournalRequest() {}

    /**
     * The search that the parameters {@code from}, {@code to}, {@code host}, {@code type}, {@code text} and {@code limit} ask
     * for; the former two as in {@link LogRequest}.
     *
     * @param parameter gives the value of one, null when absent
     * @throws ProblemException naming the one that has a wrong value
     */
    public static JournalQuery read(Function<String, String> parameter, Instant now) {
        String type = LogRequest.text("type", parameter).toUpperCase(Locale.ROOT);
        if (!type.isEmpty() && !TYPES.contains(type)) {
            throw LogRequest.refused("type must be one of " + String.join(", ", TYPES));
        }
        LogRequest.Stretch asked = LogRequest.stretch(parameter, now);
        return new JournalQuery(
                asked.from(),
                asked.to(),
                LogRequest.text("host", parameter),
                type,
                LogRequest.text("text", parameter),
                LogRequest.limit(parameter, JournalQuery.MOST_LINES));
    }
}
