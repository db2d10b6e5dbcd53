package io.heartbeat.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The stored changes of hosts' statuses. Thread-safe. */
@ApplicationScoped
public class Transitions {
    /** The newest transitions, newest first. */
    public List<HostTransitioned> recent(int limit) {
        return List.of();
    }
}
