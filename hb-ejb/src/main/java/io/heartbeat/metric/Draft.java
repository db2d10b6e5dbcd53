package io.heartbeat.metric;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What a batch changes in the chunks of one series; the series itself stays as it is until that is stored. */
final class Draft {
    final Series series;
    private final List<Change> changes = new ArrayList<>();
    private final ByteArrayOutputStream added = new ByteArrayOutputStream();
    private Tail tail;
    private int addedReports;
    private boolean fresh;

    /**
     * A row to insert or to append to.
     *
     * @param fresh whether the row is new; else {@code reports} and {@code body} come to what it has
     */
    record Change(Tail tail, boolean fresh, int reports, byte[] body) {}

    Draft(Series series) {
        this.series = series;
        this.tail = series.tail;
    }

    void add(Arrived report, Frames frames) {
        if (tail == null || !tail.takes(report.micros())) {
            finish();
            byte[] head = frames.head(report.json());
            tail = new Tail(tail == null ? 1 : tail.seq() + 1, report.micros(), report.micros(), 1, head.length, head);
            fresh = true;
            added.writeBytes(head);
        } else {
            byte[] frame = frames.next(tail, report.micros(), report.json());
            tail = tail.with(report.micros(), frame.length);
            added.writeBytes(frame);
        }
        addedReports++;
    }

    private void finish() {
        if (addedReports > 0) {
            changes.add(new Change(tail, fresh, addedReports, added.toByteArray()));
        }
        added.reset();
        addedReports = 0;
        fresh = false;
    }

    /** All rows, in their order; ends the draft. */
    List<Change> changes() {
        finish();
        return changes;
    }

    /** Whether the series gets a new chunk. */
    boolean grows() {
        return tail.seq() != series.newest();
    }

    /** The chunk that grows afterwards. */
    Tail tail() {
        return tail;
    }
}
