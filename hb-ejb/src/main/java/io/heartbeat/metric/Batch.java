package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one transaction stores: drafts of the series that are there, and of new ones. The catalog learns of it afterwards. */
final class Batch {
    private final Catalog catalog;
    private final Frames frames;
    private final boolean again;
    private final Map<Series, Draft> drafts = new LinkedHashMap<>();
    private final Map<List<String>, Series> fresh = new LinkedHashMap<>();
    private int taken;
    private int refused;

    /** @param again whether an earlier try of it may have come through, although it was told to have failed */
    Batch(Catalog catalog, Frames frames, boolean again) {
        this.catalog = catalog;
        this.frames = frames;
        this.again = again;
    }

    void add(Arrived report) {
        Series series = series(report);
        if (series == null) {
            refused++;
        } else if (!again || !storedBefore(series.tail, report.micros())) {
            drafts.computeIfAbsent(series, Draft::new).add(report, frames);
            taken++;
        }
    }

    private static boolean storedBefore(Tail tail, long micros) {
        return tail != null && micros >= tail.firstAt() && micros <= tail.lastAt();
    }

    /** The series of a report, begun if need be; null when there are too many. */
    private Series series(Arrived report) {
        Series known = catalog.find(report.host(), report.plugin());
        if (known != null) {
            return known;
        }
        List<String> name = List.of(report.host(), report.plugin());
        Series begun = fresh.get(name);
        if (begun == null && catalog.room(report.host())) {
            begun = new Series(catalog.freeId() + fresh.size(), report.host(), report.plugin());
            fresh.put(name, begun);
        }
        return begun;
    }

    /** Writes it in the connection's transaction. */
    void write(Connection connection) throws SQLException {
        SeriesRows.insert(connection, fresh.values());
        ChunkRows.write(connection, drafts.values());
        SeriesRows.newest(connection, drafts.values());
    }

    /** The transaction is through: the catalog may know, and who asks of each series that was written. */
    void stored(Consumer<Series> written) {
        fresh.values().forEach(catalog::add);
        for (Draft draft : drafts.values()) {
            draft.series.tail = draft.tail();
            written.accept(draft.series);
        }
    }

    /** How many reports it stores. */
    int taken() {
        return taken;
    }

    /** How many belong to series for which there is no room. */
    int refused() {
        return refused;
    }
}
