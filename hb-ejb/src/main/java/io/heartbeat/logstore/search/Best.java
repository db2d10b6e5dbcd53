package io.heartbeat.logstore.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The newest lines, or the oldest, of all that were found, and no more than asked for. For one thread. */
final class Best {
    private final PriorityQueue<Ranked> kept;
    private final boolean oldestFirst;
    private final int limit;
    private long count;

    /** @param order the place among those found, which tells lines of one moment apart */
    private record Ranked(LogLine line, long order) {}

    Best(int limit, boolean oldestFirst) {
        this.limit = limit;
        this.oldestFirst = oldestFirst;
        Comparator<Ranked> byTime = inOrder();
        kept = new PriorityQueue<>(oldestFirst ? byTime.reversed() : byTime);
    }

    private static Comparator<Ranked> inOrder() {
        return Comparator.<Ranked>comparingLong(ranked -> ranked.line.micros()).thenComparingLong(Ranked::order);
    }

    void offer(LogLine line) {
        if (kept.size() < limit || !beyond(line.micros())) {
            kept.add(new Ranked(line, count++));
            if (kept.size() > limit) {
                kept.remove();
            }
        }
    }

    private boolean beyond(long micros) {
        long worst = kept.peek().line.micros();
        return oldestFirst ? micros > worst : micros < worst;
    }

    /** Whether no line of a piece can still be among those kept. */
    boolean decided(Piece piece) {
        return kept.size() >= limit
                && beyond(oldestFirst ? piece.part().min() : piece.part().max());
    }

    /** Oldest first. */
    List<LogLine> lines() {
        List<Ranked> all = new ArrayList<>(kept);
        all.sort(inOrder());
        return all.stream().map(Ranked::line).toList();
    }
}
