package io.heartbeat.metric;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The newest plugin reports. Thread-safe. */
@ApplicationScoped
public class Reports {
    /** The newest report of each plugin of a host, by plugin name; empty for an unknown host. */
    public Map<String, Report> newest(String host) {
        return Map.of();
    }

    /** The newest reports of one plugin, newest first. */
    public List<Report> samples(String host, String plugin, int limit) {
        return List.of();
    }
}
