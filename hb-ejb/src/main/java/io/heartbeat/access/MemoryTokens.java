package io.heartbeat.access;

import io.heartbeat.clock.TimeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Logins in memory, by the hash of their secret, so that a heap dump opens no door; a restart ends them all. Thread-safe. */
@ApplicationScoped
public class MemoryTokens implements Tokens {
    /** How long a login stands. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** Beyond this many, the oldest login ends. */
    static final int MOST = 10_000;

    private final Map<String, Login> logins = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final TimeSource time;

    /** For the container's proxy. */
    protected MemoryTokens() {
        this(null);
    }

    /** @param time decides what has expired */
    @Inject
    public MemoryTokens(TimeSource time) {
        this.time = time;
    }

    @Override
    public synchronized Issued issue(String user) {
        Instant now = time.wall();
        // All live equally long, so the oldest expire first.
        Iterator<Login> oldest = logins.values().iterator();
        boolean goes = true;
        while (goes && oldest.hasNext()) {
            goes = !oldest.next().expires().isAfter(now) || logins.size() >= MOST;
            if (goes) {
                oldest.remove();
            }
        }
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Login login = new Login(user, now.plus(LIFETIME));
        logins.put(hash(secret), login);
        return new Issued(secret, login);
    }

    @Override
    public synchronized Optional<Login> find(String secret) {
        Instant now = time.wall();
        return Optional.ofNullable(logins.get(hash(secret)))
                .filter(login -> login.expires().isAfter(now));
    }

    @Override
    public synchronized void revoke(String secret) {
        logins.remove(hash(secret));
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
