package io.heartbeat.access.oidc;

import io.heartbeat.clock.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Logins that the provider has not answered yet, by their state; each is answered once. Thread-safe. */
final class Attempts {
    /** How long somebody may take over there. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    static final int MOST = 10_000;

    private final Map<String, Attempt> byState = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempt> eldest) {
            return size() > MOST;
        }
    };
    private final TimeSource time;

    Attempts(TimeSource time) {
        this.time = time;
    }

    synchronized void begin(String state, Attempt attempt) {
        byState.put(state, attempt);
    }

    synchronized Optional<Attempt> end(String state) {
        return Optional.ofNullable(byState.remove(state))
                .filter(attempt -> attempt.until().isAfter(time.wall()));
    }
}
