package io.heartbeat.access;

import io.heartbeat.clock.TimeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Logins between password and code, and the codes that were used: each opens once (RFC 6238, 5.2). Forgotten by a restart,
 * which costs a user one more password. Thread-safe.
 */
@ApplicationScoped
public class SecondFactors {
    /** How long a password waits for its code. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST = 1_000;

    private record Pending(String user, Instant until) {}

    private final Map<String, Pending> pending = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pending> eldest) {
            return size() > MOST;
        }
    };
    private final Map<String, Long> used = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final TimeSource time;

    /** For the container's proxy. */
    protected SecondFactors() {
        this(null);
    }

    /** @param time what the codes go by */
    @Inject
    public SecondFactors(TimeSource time) {
        this.time = time;
    }

    /** Remembers that a user's password was right. */
    synchronized String begin(String user) {
        byte[] bits = new byte[24];
        random.nextBytes(bits);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        pending.put(id, new Pending(user, time.wall().plus(PATIENCE)));
        return id;
    }

    /** Whose password waits under this id. */
    synchronized Optional<String> waiting(String id) {
        return Optional.ofNullable(pending.get(id))
                .filter(found -> found.until().isAfter(time.wall()))
                .map(Pending::user);
    }

    synchronized void end(String id) {
        pending.remove(id);
    }

    /** Whether a code is right and was not used before; it then counts as used. */
    synchronized boolean accepts(User user, String code) {
        OptionalLong step = Totp.step(user.totp().orElseThrow(), code, time.wall());
        if (step.isEmpty() || step.getAsLong() <= used.getOrDefault(user.name(), Long.MIN_VALUE)) {
            return false;
        }
        used.put(user.name(), step.getAsLong());
        return true;
    }
}
