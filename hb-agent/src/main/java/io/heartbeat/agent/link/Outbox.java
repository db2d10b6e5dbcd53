package io.heartbeat.agent.link;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reports that wait for their server. Bounded in number and bytes; the oldest gives way and is counted. What lasts (one per
 * plugin) is kept aside, so that it can be said again. Thread-safe.
 */
final class Outbox {
    private final int maxReports;
    private final long maxBytes;
    private final Counters counters;
    private final Deque<byte[]> reports = new ArrayDeque<>();
    private final Map<String, byte[]> lasting = new LinkedHashMap<>();
    private final Deque<byte[]> lastingDue = new ArrayDeque<>();
    private long bytes;

    Outbox(int maxReports, long maxBytes, Counters counters) {
        this.maxReports = maxReports;
        this.maxBytes = maxBytes;
        this.counters = counters;
    }

    /** Takes a report that is told once. */
    synchronized void add(byte[] report) {
        reports.addLast(report);
        bytes += report.length;
        while (reports.size() > maxReports || (bytes > maxBytes && !reports.isEmpty())) {
            bytes -= reports.removeFirst().length;
            counters.count(Counter.REPORTS_DROPPED);
        }
    }

    /** Takes a report that is told now, and again whenever the server came back; it takes the place of the plugin's last one. */
    synchronized void addLasting(String plugin, byte[] report) {
        byte[] before = lasting.put(plugin, report);
        lastingDue.remove(before);
        lastingDue.addLast(report);
    }

    /** The server came back: what lasts is due again. */
    synchronized void repeatLasting() {
        lastingDue.clear();
        lastingDue.addAll(lasting.values());
    }

    /** The next report to send, null when there is none. */
    synchronized byte[] poll() {
        byte[] next = lastingDue.pollFirst();
        if (next == null) {
            next = reports.pollFirst();
            bytes -= next == null ? 0 : next.length;
        }
        return next;
    }

    synchronized boolean isEmpty() {
        return lastingDue.isEmpty() && reports.isEmpty();
    }

    synchronized int size() {
        return lastingDue.size() + reports.size();
    }
}
