package io.heartbeat.alert;

import io.heartbeat.threshold.Level;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert, from its first level that is not OK to its end. Immutable.
 *
 * @param id number, ascending
 * @param host whom it is about
 * @param metric path of the metric, {@value #HEARTBEAT} for a host that is down
 * @param origin where it comes from
 * @param level how it is now; OK once it is resolved
 * @param value the metric's last known value, NaN when it has none
 * @param limit the limit of the level, NaN when it has none
 * @param note what a person should know besides, null when nothing
 * @param since when it began
 * @param changedAt when the level began
 * @param resolvedAt when it ended, null while it is active
 * @param told the last level that people were told
 * @param toldAt when, null before the first time
 * @param flapping whether its level changes too often to be told each time
 * @param acknowledgement null when nobody acknowledged it
 * @param external null unless another program sent it
 */
public record Alert(
        long id,
        String host,
        String metric,
        Origin origin,
        Level level,
        double value,
        double limit,
        String note,
        Instant since,
        Instant changedAt,
        Instant resolvedAt,
        Level told,
        Instant toldAt,
        boolean flapping,
        Acknowledgement acknowledgement,
        External external) {
    /** The metric of a host that is down. */
    public static final String HEARTBEAT = "heartbeat";

    /** What was measured, or said by another program: {@code cpu_monitor.cpu_percent = 95.0}. */
    public String reading() {
        return metric + " = " + AlertTexts.value(this);
    }

    /** Whether it is not resolved. */
    public boolean active() {
        return resolvedAt == null;
    }

    /** Whether nothing more will come: it is resolved, and whoever heard of it heard of that. */
    boolean closed() {
        return !active() && told == Level.OK && !flapping;
    }

    /** Whether people were told another level than this one. */
    boolean owed() {
        return level != told;
    }

    /** Whether somebody was told of it. */
    boolean reminds() {
        return active() && acknowledgement == null && told == level && toldAt != null;
    }

    /** What matchers and other programs see of it. */
    public Map<String, String> labels() {
        if (external != null) {
            return external.labels();
        }
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", metric);
        labels.put("host", host);
        labels.put("severity", level.label());
        labels.put("origin", origin.label());
        return labels;
    }

    Alert at(Level next, double nextValue, double nextLimit, String nextNote, Instant when) {
        boolean ends = next == Level.OK;
        return new Alert(
                id,
                host,
                metric,
                origin,
                next,
                nextValue,
                nextLimit,
                nextNote,
                since,
                next == level ? changedAt : when,
                ends ? when : null,
                told,
                toldAt,
                flapping,
                ends ? null : acknowledgement,
                external);
    }

    Alert tell(Instant when) {
        return with(value, level, when, flapping, acknowledgement, external);
    }

    Alert flapping(boolean flaps) {
        return with(value, told, toldAt, flaps, acknowledgement, external);
    }

    Alert acknowledged(Acknowledgement by) {
        return with(value, told, toldAt, flapping, by, external);
    }

    Alert said(External news) {
        return with(value, told, toldAt, flapping, acknowledgement, news);
    }

    /** The same with a newer value. */
    public Alert measured(double newest) {
        return with(newest, told, toldAt, flapping, acknowledgement, external);
    }

    private Alert with(double newest, Level known, Instant knownAt, boolean flaps, Acknowledgement by, External news) {
        return new Alert(
                id,
                host,
                metric,
                origin,
                level,
                newest,
                limit,
                note,
                since,
                changedAt,
                resolvedAt,
                known,
                knownAt,
                flaps,
                by,
                news);
    }
}
