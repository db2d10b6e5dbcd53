package io.heartbeat.logstore;

import java.util.Objects;

/**
 * What a log file holds, and what a search selects it by.
 *
 * @param kind which receiver wrote it
 * @param host where its lines come from; empty when each line names its own
 * @param application which program; empty when unknown
 * @param facility which part of the program, or which file of the host; empty when unknown
 */
public record LogSource(LogKind kind, String host, String application, String facility) {
    /** None of them may be null. */
    public LogSource {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(facility, "facility");
    }

    /** Whether each line names its host. */
    public boolean mixesHosts() {
        return host.isEmpty();
    }
}
