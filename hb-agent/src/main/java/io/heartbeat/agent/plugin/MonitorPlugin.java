package io.heartbeat.agent.plugin;

import java.time.Duration;

/** Tells what changes. Asked soon after the start, then once each interval. */
public non-sealed interface MonitorPlugin extends Plugin {
    /** Time from one look to the next, unless the configuration says otherwise. */
    default Duration interval() {
        return Duration.ofMinutes(5);
    }
}
