package io.heartbeat.access;

import io.heartbeat.clock.TimeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Slows down guessing of passwords, per account and per address: a few tries are free, then each failure doubles the wait. An
 * account waits half a minute at most, so that nobody can lock somebody else out; an address a quarter of an hour. A try
 * counts as failed from its start, so that many at once gain nothing. Thread-safe.
 */
@ApplicationScoped
public class LoginThrottle {
    static final int MOST = 20_000;
    private static final Rule ACCOUNT = new Rule("account ", 3, Duration.ofSeconds(30));
    private static final Rule ADDRESS = new Rule("address ", 10, Duration.ofMinutes(15));
    private static final Duration FORGET = Duration.ofHours(1);

    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true);
    private final TimeSource time;

    /** For the container's proxy. */
    protected LoginThrottle() {
        this(null);
    }

    /** @param time how long somebody has waited */
    @Inject
    public LoginThrottle(TimeSource time) {
        this.time = time;
    }

    /**
     * Asks for a try.
     *
     * @param address of the client; all of an IPv6 /64 should come as one
     * @return zero when it may go on, else how long to wait before asking again
     */
    public synchronized Duration attempt(String account, String address) {
        long now = time.steadyMillis();
        Failures ofAccount = of(ACCOUNT, account, now);
        Failures ofAddress = of(ADDRESS, address, now);
        long until = Math.max(ofAccount.until, ofAddress.until);
        if (until > now) {
            return Duration.ofMillis(until - now);
        }
        ofAccount.failed(ACCOUNT, now);
        ofAddress.failed(ADDRESS, now);
        return Duration.ZERO;
    }

    /** The try went well: the account starts anew, the address has one failure less. */
    public synchronized void succeeded(String account, String address) {
        long now = time.steadyMillis();
        failures.remove(ACCOUNT.key(account));
        of(ADDRESS, address, now).undo();
    }

    /** How many accounts and addresses are remembered. */
    synchronized int size() {
        return failures.size();
    }

    private Failures of(Rule rule, String name, long now) {
        Failures known = failures.get(rule.key(name));
        if (known == null || now - known.at > FORGET.toMillis()) {
            known = new Failures();
            failures.put(rule.key(name), known);
            if (failures.size() > MOST) {
                failures.remove(failures.keySet().iterator().next());
            }
        }
        return known;
    }

    private record Rule(String prefix, int free, Duration most) {
        /** Long invented names cost no memory; what a directory takes for one name is one. */
        String key(String name) {
            String folded =
                    Normalizer.normalize(name.length() > 128 ? name.substring(0, 128) : name, Normalizer.Form.NFKC);
            return prefix + folded.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        }
    }

    private static final class Failures {
        private int count;
        private long at;
        private long until = Long.MIN_VALUE;

        void failed(Rule rule, long now) {
            count++;
            at = now;
            if (count >= rule.free) {
                long delay = 1000L << Math.min(count - rule.free, 20);
                until = now + Math.min(delay, rule.most.toMillis());
            }
        }

        void undo() {
            count = Math.max(0, count - 1);
            until = Long.MIN_VALUE;
        }
    }
}
