package io.heartbeat.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What changed and is to be stored in one go. One thread's. */
final class Batch {
    private final Map<Long, Alert> alerts = new LinkedHashMap<>();
    private final Set<Long> fresh = new TreeSet<>();
    private final List<AlertChanged> events = new ArrayList<>();
    private int refused;

    void fresh(Alert alert) {
        fresh.add(alert.id());
        changed(alert);
    }

    void changed(Alert alert) {
        alerts.put(alert.id(), alert);
    }

    void event(AlertChanged event) {
        events.add(event);
    }

    /** An alert too many. */
    void refuse() {
        refused++;
    }

    /** How many alerts were too many. */
    int refused() {
        return refused;
    }

    boolean isEmpty() {
        return alerts.isEmpty();
    }

    /** The alerts as they are after it. */
    Map<Long, Alert> alerts() {
        return alerts;
    }

    /** Whether the database has not seen this one. */
    boolean fresh(long id) {
        return fresh.contains(id);
    }

    /** In the order of their numbers. */
    List<AlertChanged> events() {
        return events;
    }
}
