package io.heartbeat.access;

import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The way in: throttle, password, second factor, token. Thread-safe. */
@ApplicationScoped
public class Logins {
    private final Users users;
    private final Credentials credentials;
    private final Accounts accounts;
    private final Telemetry telemetry;
    private final Tokens tokens;
    private final LoginThrottle throttle;
    private final SecondFactors factors;
    private final Event<Deed> deeds;

    /** For the container's proxy. */
    protected Logins() {
        this(null, null, null, null, null, null, null, null);
    }

    /** @param throttle who has to wait */
    @Inject
    public Logins(
            Users users,
            Credentials credentials,
            Accounts accounts,
            Telemetry telemetry,
            Tokens tokens,
            LoginThrottle throttle,
            SecondFactors factors,
            Event<Deed> deeds) {
        this.users = users;
        this.credentials = credentials;
        this.accounts = accounts;
        this.telemetry = telemetry;
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
        return checked(name, password, address, user -> known(user, code, address));
    }

    /** Asks somebody who is in for the password again; as slow to guess as at the login. */
    public LoginOutcome confirm(String name, String password, String address) {
        return checked(name, password, address, user -> {
            throttle.succeeded(user.name(), address);
            return new LoginOutcome.Confirmed(user);
        });
    }

    private LoginOutcome checked(String name, String password, String address, Function<User, LoginOutcome> right) {
        Duration wait = throttle.attempt(name, address);
        if (!wait.isZero()) {
            return new LoginOutcome.Throttled(wait);
        }
        try {
            return credentials.verify(name, password).map(right).orElseGet(() -> refused(name, address));
        } catch (Busy busy) {
            return new LoginOutcome.Throttled(Busy.WAIT);
        } catch (DirectoryUnavailable unavailable) {
            return new LoginOutcome.Unavailable();
        } catch (AccountException refused) {
            telemetry.report(new NotAdmitted(refused.getMessage()));
            return refused(name, address);
        }
    }

    /**
     * Lets in whom another system has just vouched for; the second factor is its business.
     *
     * @param address of the client
     */
    public LoginOutcome vouched(Identity identity, String address) {
        try {
            User user = accounts.admit(identity);
            return user.enabled() ? granted(user, address) : refused(user.name(), address);
        } catch (AccountException refused) {
            telemetry.report(new NotAdmitted(refused.getMessage()));
            return refused(identity.name(), address);
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
