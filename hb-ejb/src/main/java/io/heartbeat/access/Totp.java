package io.heartbeat.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of six digits that change every thirty seconds (RFC 6238 with HMAC-SHA1, the one that every authenticator app
 * speaks), from a secret in Base32 (RFC 4648).
 */
public final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int SECRET_BYTES = 20;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** A new secret, 32 characters of Base32. */
    public static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        StringBuilder text = new StringBuilder();
        long bits = 0;
        int held = 0;
        for (byte b : bytes) {
            bits = bits << 8 | b & 0xFF;
            for (held += 8; held >= 5; held -= 5) {
                text.append(ALPHABET.charAt((int) (bits >> held - 5) & 31));
            }
        }
        return text.toString();
    }

    /** The address that an authenticator app reads from a QR code (Key Uri Format of Google Authenticator). */
    public static String uri(String user, String secret) {
        return "otpauth://totp/Heartbeat:"
                + user.replace("%", "%25").replace("@", "%40").replace("+", "%2B") + "?secret=" + secret
                + "&issuer=Heartbeat";
    }

    /**
     * The time step that a code belongs to, when it is right now, or was or will be thirty seconds away; remember it, and take
     * no code of the same or an earlier step again.
     */
    public static OptionalLong step(String secret, String code, Instant now) {
        String digits = code == null ? "" : code.replaceAll("\\s", "");
        long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        for (long step = current - 1; step <= current + 1; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(), digits.getBytes())) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The code of a moment. */
    public static String code(String secret, Instant moment) {
        return code(secret, Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS));
    }

    private static String code(String secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(secret), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & 0x7FFF_FFFF;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }

    private static byte[] decode(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        long bits = 0;
        int held = 0;
        for (char c : base32.toUpperCase(Locale.ROOT).toCharArray()) {
            bits = bits << 5 | ALPHABET.indexOf(c);
            held += 5;
            if (held >= 8 && bytes.hasRemaining()) {
                held -= 8;
                bytes.put((byte) (bits >> held));
            }
        }
        return bytes.array();
    }
}
