package io.heartbeat.notify;

import io.heartbeat.threshold.Level;
import java.time.Instant;
import java.util.Map;

/**
 * One piece of news in a letter.
 *
 * @param event number of the stored event
 * @param alert number of the alert
 * @param host whom it is about
 * @param metric path of the metric
 * @param occasion why it is told
 * @param from level before
 * @param level how it is; OK when it is over
 * @param value the metric's value, NaN when it has none
 * @param limit the limit of the level, NaN when it has none
 * @param at when it happened
 * @param since when the alert began
 * @param text what a person reads, one line
 * @param identity labels that stay the same while it lasts
 * @param annotations what else another program said of it
 * @param generatorUrl where it was made, null when not said
 */
public record Item(
        long event,
        long alert,
        String host,
        String metric,
        Occasion occasion,
        Level from,
        Level level,
        double value,
        double limit,
        Instant at,
        Instant since,
        String text,
        Map<String, String> identity,
        Map<String, String> annotations,
        String generatorUrl) {
    /** Whether it is over. */
    public boolean resolved() {
        return level == Level.OK;
    }

    /** How bad it is, or was before it was over. */
    public Level severity() {
        return resolved() ? from : level;
    }
}
