package io.heartbeat.protocol;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;

/** HMAC-SHA256 (RFC 2104) over the two parts of a frame. Reused, set to a key only when the key changes; one per thread. */
final class FrameMac {
    static final String ALGORITHM = "HmacSHA256";
    static final int LENGTH = 32;

    private final Mac mac;
    private final byte[] computed = new byte[LENGTH];
    private final byte[] received = new byte[LENGTH];
    private SigningKey current;

    FrameMac() {
        try {
            mac = Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Writes the MAC of a frame to its place. */
    void put(SigningKey key, byte[] frame, int start, int place, int end) {
        compute(key, frame, start, place, end);
        System.arraycopy(computed, 0, frame, place, LENGTH);
    }

    /** Whether the MAC in its place is right; takes as long for a wrong one. */
    boolean matches(SigningKey key, byte[] frame, int start, int place, int end) {
        compute(key, frame, start, place, end);
        System.arraycopy(frame, place, received, 0, LENGTH);
        return MessageDigest.isEqual(computed, received);
    }

    private void compute(SigningKey key, byte[] frame, int start, int place, int end) {
        try {
            if (current != key) {
                mac.init(key.secret());
                current = key;
            }
            mac.update(frame, start, place - start);
            mac.update(frame, place + LENGTH, end - place - LENGTH);
            mac.doFinal(computed, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " takes any key and gives " + LENGTH + " bytes", e);
        }
    }
}
