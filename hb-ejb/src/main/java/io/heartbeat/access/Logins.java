package io.heartbeat.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The way in: throttle, password, second factor, token. Thread-safe. */
@ApplicationScoped
public class Logins {
    /** Checking a password costs a core on purpose; the heartbeats need the others. */
    private static final int AT_ONCE = 2;

    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Users users;
    private final Tokens tokens;
    private final LoginThrottle throttle;
    private final SecondFactors factors;
    private final Event<Deed> deeds;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** For the container's proxy. */
    protected Logins() {
        this(null, null, null, null, null);
    }

    /** @param throttle who has to wait */
    @Inject
    public Logins(Users users, Tokens tokens, LoginThrottle throttle, SecondFactors factors, Event<Deed> deeds) {
        this.users = users;
        this.tokens = tokens;
        this.throttle = throttle;
        this.factors = factors;
        this.deeds = deeds;
    }

    /**
     * One try.
     *
     * @param code of the second factor, null when it is not known yet
     * @param address of the client
     */
    public LoginOutcome login(String name, String password, String code, String address) {
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
                    .map(user -> known(user, code, address))
                    .orElseGet(() -> refused(name, address));
        } finally {
            places.release();
        }
    }

    /**
     * The code that a login waits for.
     *
     * @param pending as {@link LoginOutcome.SecondFactor} gave it
     * @param address of the client
     */
    public LoginOutcome second(String pending, String code, String address) {
        Optional<User> user = factors.waiting(pending).flatMap(users::find).filter(User::enabled);
        if (user.isEmpty()) {
            return new LoginOutcome.Refused();
        }
        Duration wait = throttle.attempt(user.get().name(), address);
        if (!wait.isZero()) {
            return new LoginOutcome.Throttled(wait);
        }
        if (user.get().totp().isPresent() && !factors.accepts(user.get(), code)) {
            return refused(user.get().name(), address);
        }
        factors.end(pending);
        return granted(user.get(), address);
    }

    private LoginOutcome known(User user, String code, String address) {
        if (user.totp().isEmpty()) {
            return granted(user, address);
        }
        if (code == null || code.isBlank()) {
            return new LoginOutcome.SecondFactor(factors.begin(user.name()));
        }
        return factors.accepts(user, code) ? granted(user, address) : refused(user.name(), address);
    }

    private LoginOutcome refused(String name, String address) {
        // A name that is nobody's may be a password in the wrong field.
        String actor = users.find(name).map(User::name).orElse(null);
        deeds.fire(Deed.to(new Actor(actor, address), "login.refused", actor, actor == null ? "unknown name" : null));
        return new LoginOutcome.Refused();
    }

    private LoginOutcome granted(User user, String address) {
        throttle.succeeded(user.name(), address);
        deeds.fire(Deed.to(new Actor(user.name(), address), "login", null, null));
        return new LoginOutcome.Granted(user, tokens.issue(user.name()));
    }
}
