package io.heartbeat.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The way in: throttle, password, token. Thread-safe. */
@ApplicationScoped
public class Logins {
    /** Checking a password costs a core on purpose; the heartbeats need the others. */
    private static final int AT_ONCE = 2;

    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Users users;
    private final Tokens tokens;
    private final LoginThrottle throttle;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** For the container's proxy. */
    protected Logins() {
        this(null, null, null);
    }

    /** @param throttle who has to wait */
    @Inject
    public Logins(Users users, Tokens tokens, LoginThrottle throttle) {
        this.users = users;
        this.tokens = tokens;
        this.throttle = throttle;
    }

    /**
     * One try.
     *
     * @param address of the client
     */
    public LoginOutcome login(String name, String password, String address) {
        Duration wait = throttle.attempt(name, address);
        if (!wait.isZero()) {
            return new LoginOutcome.Throttled(wait);
        }
        try {
            if (!places.tryAcquire(BUSY.toMillis(), TimeUnit.MILLISECONDS)) {
                return new LoginOutcome.Throttled(BUSY);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new LoginOutcome.Throttled(BUSY);
        }
        try {
            return users.verify(name, password)
                    .map(user -> granted(user, address))
                    .orElseGet(LoginOutcome.Refused::new);
        } finally {
            places.release();
        }
    }

    private LoginOutcome granted(User user, String address) {
        throttle.succeeded(user.name(), address);
        return new LoginOutcome.Granted(user, tokens.issue(user.name()));
    }
}
