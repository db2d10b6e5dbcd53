package io.heartbeat.notify;

import io.heartbeat.threshold.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The piece of news that stands for all that did not fit; its value is how many they are. Pure. */
final class LeftOut {
    private static final String METRIC = "notifications";

    private LeftOut() {}

    /** Begins with one piece of news. */
    static Notification first(Notification one) {
        return of(one, 1, one.level(), one.at());
    }

    /** One more. */
    static Notification another(Notification sum, Level level) {
        Level worst = level.compareTo(sum.level()) > 0 ? level : sum.level();
        return of(sum, sum.value() + 1, worst, sum.at());
    }

    private static Notification of(Notification row, double count, Level level, Instant since) {
        return new Notification(
                row.id(),
                row.event(),
                0,
                "",
                METRIC,
                Occasion.LEFT_OUT,
                Level.OK,
                level,
                count,
                Double.NaN,
                since,
                "LEFT OUT: " + (long) count + " more since " + since.truncatedTo(ChronoUnit.SECONDS)
                        + ", too many to be told one by one; the console has them all",
                row.channel(),
                row.receiver(),
                row.state(),
                row.createdAt(),
                row.dueAt(),
                row.doneAt(),
                row.attempts(),
                row.letter(),
                row.status(),
                row.answer());
    }
}
