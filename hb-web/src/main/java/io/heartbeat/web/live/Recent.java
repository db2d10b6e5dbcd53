package io.heartbeat.web.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The newest lines of the event feed, those of earlier runs included. Thread-safe. */
final class Recent {
    /** Lines kept. */
    static final int LINES = 100;

    private final ArrayDeque<LiveMessage> lines = new ArrayDeque<>();

    synchronized void add(LiveMessage line) {
        if (lines.size() == LINES) {
            lines.removeLast();
        }
        lines.addFirst(line);
    }

    synchronized List<LiveMessage> newestFirst() {
        return new ArrayList<>(lines);
    }

    /** Puts stored lines behind the present ones; those that are here already are left out. */
    void addOlder(IntFunction<List<LiveMessage>> stored) {
        List<LiveMessage> older = stored.apply(LINES);
        synchronized (this) {
            long first = lines.stream()
                    .mapToLong(LiveMessage::id)
                    .filter(id -> id > 0)
                    .min()
                    .orElse(Long.MAX_VALUE);
            older.stream()
                    .filter(line -> line.id() < first)
                    .limit(LINES - lines.size())
                    .forEach(lines::addLast);
        }
    }

    /** Lines about a host that is gone go with it. */
    synchronized void forget(String host) {
        lines.removeIf(line -> line.host().equals(host));
    }
}
