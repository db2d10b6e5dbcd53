package io.heartbeat.metric;

import io.heartbeat.flow.Unproxied;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The series that are stored. The writer adds and removes, everybody may look: thread-safe. */
@Unproxied
public class Catalog {
    /** More than this is somebody inventing names; their reports are not stored. */
    static final int MOST = 500_000;

    /** Of one host: its plugins, and the round-trip times. */
    static final int MOST_OF_HOST = Reports.PLUGINS + 1;

    private final ConcurrentMap<String, ConcurrentMap<String, Series>> hosts = new ConcurrentHashMap<>();
    private final NavigableMap<Integer, Series> byId = new ConcurrentSkipListMap<>();

    /** The series, or null. */
    Series find(String host, String plugin) {
        Map<String, Series> plugins = hosts.get(host);
        return plugins == null ? null : plugins.get(plugin);
    }

    /** All of a host. */
    Collection<Series> of(String host) {
        Map<String, Series> plugins = hosts.get(host);
        return plugins == null ? List.of() : List.copyOf(plugins.values());
    }

    /** Whether a host may have one more. */
    boolean room(String host) {
        Map<String, Series> plugins = hosts.get(host);
        return byId.size() < MOST && (plugins == null || plugins.size() < MOST_OF_HOST);
    }

    void add(Series series) {
        hosts.computeIfAbsent(series.host, name -> new ConcurrentHashMap<>()).put(series.plugin, series);
        byId.put(series.id, series);
    }

    void remove(Series series) {
        byId.remove(series.id);
        hosts.computeIfPresent(series.host, (name, plugins) -> {
            plugins.remove(series.plugin);
            return plugins.isEmpty() ? null : plugins;
        });
    }

    void clear() {
        hosts.clear();
        byId.clear();
    }

    /** The number of a series that is not there yet. */
    int freeId() {
        return byId.isEmpty() ? 1 : byId.lastKey() + 1;
    }

    /** The first series whose number is greater, or null. */
    Series after(int id) {
        Map.Entry<Integer, Series> next = byId.higherEntry(id);
        return next == null ? null : next.getValue();
    }

    /** All names of hosts. */
    Collection<String> hosts() {
        return List.copyOf(hosts.keySet());
    }

    int size() {
        return byId.size();
    }
}
