package io.heartbeat.agent.plugin.nagios;

import java.util.Collection;
import java.util.Comparator;

/** What a check says, by its exit code. */
enum Status {
    /** 0: all is well. */
    OK(0),
    /** 1: somebody should look. */
    WARNING(2),
    /** 2: somebody must look. */
    CRITICAL(3),
    /** 3 and whatever else: the check itself could not tell. */
    UNKNOWN(1);

    private final int severity;

    Status(int severity) {
        this.severity = severity;
    }

    /** By exit code; 4 to 255, and what never ended, are UNKNOWN. */
    static Status of(int exitCode) {
        return exitCode >= 0 && exitCode <= 2 ? values()[exitCode] : UNKNOWN;
    }

    int exitCode() {
        return ordinal();
    }

    /** The worst of all, OK of none. CRITICAL, WARNING, UNKNOWN, OK: a failure that is seen outweighs one that may be. */
    static Status worst(Collection<Status> all) {
        return all.stream()
                .max(Comparator.comparingInt(status -> status.severity))
                .orElse(OK);
    }
}
