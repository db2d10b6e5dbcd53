package io.heartbeat.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A row of roll-ups: {@value Tier#PAGE} buckets of each numeric of one series. Not thread-safe. */
final class Page {
    /** Numerics in a page: names that change with each report must not make it grow without end. */
    static final int MOST = 1_024;

    private final Map<String, Summary[]> columns = new TreeMap<>();

    /** Merges values into a bucket; false when there are too many numerics already. */
    boolean add(String name, int bucket, Summary values) {
        Summary[] column = columns.get(name);
        if (column == null) {
            if (columns.size() >= MOST) {
                return false;
            }
            column = new Summary[Tier.PAGE];
            columns.put(name, column);
        }
        column[bucket] = Summary.merged(column[bucket], values);
        return true;
    }

    /** The buckets of a numeric, null where there was none; null when it has none at all. Not to be changed. */
    Summary[] column(String name) {
        return columns.get(name);
    }

    /** All columns, by name. */
    void each(BiConsumer<String, Summary[]> taker) {
        columns.forEach(taker);
    }

    int size() {
        return columns.size();
    }
}
