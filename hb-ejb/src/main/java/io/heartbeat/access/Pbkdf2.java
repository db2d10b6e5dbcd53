package io.heartbeat.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Stored passwords of the form {@code pbkdf2:sha256[:iterations]$salt$hexhash}: the salt is taken as its UTF-8 bytes, the key
 * is 32 bytes long, no count means 600,000 (RFC 8018, section 5.2).
 */
final class Pbkdf2 {
    static final int DEFAULT_ITERATIONS = 600_000;

    /** More would let a typing error in the configuration stop logins for minutes. */
    static final int MAX_ITERATIONS = 10_000_000;

    private static final Pattern FORM =
            Pattern.compile("pbkdf2:sha256(?::([1-9][0-9]{0,7}))?\\$([^$]{1,256})\\$([0-9a-fA-F]{64})");

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private Pbkdf2(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads one, or null when it is not of this form. */
    static Pbkdf2 read(String stored) {
        Matcher form = FORM.matcher(stored);
        if (!form.matches()) {
            return null;
        }
        int iterations = form.group(1) == null ? DEFAULT_ITERATIONS : Integer.parseInt(form.group(1));
        return iterations > MAX_ITERATIONS
                ? null
                : new Pbkdf2(
                        iterations,
                        form.group(2).getBytes(StandardCharsets.UTF_8),
                        HexFormat.of().parseHex(form.group(3)));
    }

    boolean matches(String password) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, hash.length * 8);
        try {
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return MessageDigest.isEqual(derived, hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
