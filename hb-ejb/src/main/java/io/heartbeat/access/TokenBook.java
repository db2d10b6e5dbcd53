package io.heartbeat.access;

import io.heartbeat.clock.TimeSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logins in memory by the hash of their secret, so that neither a heap dump nor what a heir stores opens a door. Thread-safe.
 */
public abstract class TokenBook implements Tokens {
    /** Beyond this many, the oldest logins by password end. */
    static final int MOST = 10_000;

    private static final Duration USED_PRECISION = Duration.ofMinutes(5);

    private final Map<String, Login> logins = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    final TimeSource time;

    /** @param time decides what has expired */
    protected TokenBook(TimeSource time) {
        this.time = time;
    }

    /** A token was made or used. */
    void kept(String hash, Login login) {}

    /** A token stands no more. */
    void ended(String hash) {}

    /** Puts back what was stored. */
    final synchronized void restore(String hash, Login login) {
        logins.put(hash, login);
    }

    @Override
    public Issued issue(String user) {
        return issue(user, null, Scope.FULL, LOGIN);
    }

    @Override
    public synchronized Issued issue(String user, String label, Scope scope, Duration lifetime) {
        Instant now = time.wall();
        makeRoom(now);
        String secret = random(32);
        Login login = new Login(random(9), user, label, scope, now, now.plus(lifetime), null);
        String hash = hash(secret);
        logins.put(hash, login);
        kept(hash, login);
        return new Issued(secret, login);
    }

    @Override
    public synchronized Optional<Login> find(String secret) {
        Instant now = time.wall();
        String hash = hash(secret);
        Login login = logins.get(hash);
        if (login == null || !login.expires().isAfter(now)) {
            return Optional.empty();
        }
        if (login.used() == null || login.used().plus(USED_PRECISION).isBefore(now)) {
            Login used = login.usedAt(now);
            logins.put(hash, used);
            kept(hash, used);
        }
        return Optional.of(login);
    }

    @Override
    public synchronized List<Login> of(String user) {
        Instant now = time.wall();
        return logins.values().stream()
                .filter(login -> login.user().equals(user) && login.expires().isAfter(now))
                .toList();
    }

    @Override
    public synchronized Map<String, Integer> counts() {
        Instant now = time.wall();
        Map<String, Integer> counts = new HashMap<>();
        logins.values().stream()
                .filter(login -> login.expires().isAfter(now))
                .forEach(login -> counts.merge(login.user(), 1, Integer::sum));
        return counts;
    }

    @Override
    public synchronized void revoke(String secret) {
        String hash = hash(secret);
        end((candidate, login) -> candidate.equals(hash));
    }

    @Override
    public synchronized boolean revoke(String user, String id) {
        return end((hash, login) -> login.user().equals(user) && login.id().equals(id)) > 0;
    }

    @Override
    public synchronized void revokeAll(String user) {
        end((hash, login) -> login.user().equals(user));
    }

    private void makeRoom(Instant now) {
        end((hash, login) -> !login.expires().isAfter(now));
        if (logins.size() >= MOST) {
            logins.entrySet().stream()
                    .filter(entry -> !entry.getValue().api())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(oldest -> end((hash, login) -> hash.equals(oldest)));
        }
    }

    private interface Choice {
        boolean ends(String hash, Login login);
    }

    private int end(Choice choice) {
        List<String> ending = logins.entrySet().stream()
                .filter(entry -> choice.ends(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (String hash : ending) {
            logins.remove(hash);
            ended(hash);
        }
        return ending.size();
    }

    private String random(int bytes) {
        byte[] bits = new byte[bytes];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
