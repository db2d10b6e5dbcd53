package io.heartbeat.host;

import java.util.Locale;

/** Whether a host is alive, as far as its heartbeats tell. */
public enum HostStatus {
    /** Configured or remembered, and never heard of. */
    UNKNOWN,
    /** Its last heartbeat is younger than its interval. */
    UP,
    /** Its heartbeat is overdue, within the grace. */
    LATE,
    /** Silent beyond interval × grace, or shut down on purpose. */
    DOWN,
    /** Not watched for now, by somebody's wish. */
    PAUSED,
    /** In a planned maintenance: watched, nobody is told. */
    MAINTENANCE;

    /** The word in the API and on pages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
