package io.heartbeat.dns;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether the records of a host that is down may go. Steady clock only, so that no step of the wall clock deletes
 * anything; what happened before the start is not known, so nothing goes before a whole window has passed. Thread-safe.
 */
final class DownWatch {
    private final DownSettings settings;
    private final long start;
    private final Map<String, Deque<Long>> downs = new HashMap<>();
    private final Map<String, Long> downSince = new HashMap<>();
    /** Kept because many vanished at once, and not heard since, and when: while they are away, it is the network. */
    private final Map<String, Long> vanished = new HashMap<>();

    /** @param start steady milliseconds at which the server began to look */
    DownWatch(DownSettings settings, long start) {
        this.settings = settings;
        this.start = start;
    }

    /** What may be done. */
    enum Answer {
        DELETE,
        /** Not now; ask again. */
        WAIT,
        /** Not for this time down. */
        KEEP
    }

    /**
     * An answer and its reason.
     *
     * @param cause one word for counting: flapping, mass; empty when the records may go
     */
    record Verdict(Answer answer, String cause, String reason) {}

    synchronized void down(String host, long now) {
        downSince.putIfAbsent(host, now);
        Deque<Long> history = downs.computeIfAbsent(host, h -> new ArrayDeque<>());
        history.addLast(now);
        while (history.size() > settings.flapChanges()) {
            history.removeFirst();
        }
    }

    /** It is heard again, or nobody minds its silence. Answers whether it was down. */
    synchronized boolean back(String host) {
        vanished.remove(host);
        return downSince.remove(host) != null;
    }

    synchronized void forget(String host) {
        vanished.remove(host);
        downSince.remove(host);
        downs.remove(host);
    }

    /** Hosts that have been down for as long as is asked for. */
    synchronized Set<String> ripe(long now) {
        Set<String> ripe = new TreeSet<>();
        downSince.forEach((host, since) -> {
            if (now - since >= settings.after().toMillis()) {
                ripe.add(host);
            }
        });
        return ripe;
    }

    /** The decision on a ripe host is made; it is not asked about again before it is down anew. */
    synchronized void decided(String host) {
        downSince.remove(host);
    }

    /**
     * What may be done with the records of a host that is down.
     *
     * @param hosts how many hosts have names in DNS
     */
    synchronized Verdict judge(String host, long now, int hosts) {
        long since = downSince.getOrDefault(host, now);
        int gone = goneAround(since);
        if (gone > 1 && gone >= settings.massShare() * hosts) {
            vanished.put(host, since);
            return new Verdict(Answer.KEEP, "mass", gone + " of " + hosts + " hosts went down at about the same time");
        }
        long window = settings.flapWindow().toMillis();
        if (now - start < window) {
            return new Verdict(Answer.WAIT, "flapping", "the server has not looked for long enough");
        }
        long recent = downs.getOrDefault(host, new ArrayDeque<>()).stream()
                .filter(at -> now - at < window)
                .count();
        return recent >= settings.flapChanges()
                ? new Verdict(Answer.WAIT, "flapping", "down " + recent + " times within the window")
                : new Verdict(Answer.DELETE, "", "");
    }

    /** A host with a long interval is missed long after the others. */
    private int goneAround(long moment) {
        long window = settings.massWindow().toMillis();
        return (int) downs.entrySet().stream()
                .filter(host -> vanished.getOrDefault(host.getKey(), Long.MAX_VALUE) <= moment
                        || host.getValue().stream().anyMatch(at -> Math.abs(at - moment) <= window))
                .count();
    }
}
