package io.heartbeat.wire.loghog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of one secret. The original one is HMAC-MD5 over application, module, stamp, nanoseconds and body without
 * anything between them, and leaves the host name out; ours is HMAC-SHA256 over the six fields, host name before body, each
 * behind its length as a 32-bit number. Not thread-safe: one for each thread.
 */
public final class Signature {
    private static final HexFormat HEX = HexFormat.of();

    private final Mac md5;
    private final Mac sha256;
    private final byte[] number = new byte[4];

    /** @param secret any text but an empty one */
    public Signature(String secret) {
        md5 = mac("HmacMD5", secret);
        sha256 = mac("HmacSHA256", secret);
    }

    private static Mac mac(String algorithm, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /**
     * Checks a message; takes as long for a wrong signature as for a right one.
     *
     * @param requireSha256 whether the original signature is not enough
     * @return null when the message is signed with this secret
     */
    public Refusal check(MessageReader message, boolean requireSha256) {
        if (message.sha256().present()) {
            return matches(sha256(message), message.sha256());
        }
        if (requireSha256 || !message.signature().present()) {
            return Refusal.UNSIGNED;
        }
        return matches(md5(message), message.signature());
    }

    private static Refusal matches(byte[] computed, Span received) {
        byte[] expected = HEX.formatHex(computed).getBytes(StandardCharsets.US_ASCII);
        byte[] got = new byte[received.length()];
        System.arraycopy(received.bytes(), received.from(), got, 0, got.length);
        return MessageDigest.isEqual(expected, got) ? null : Refusal.BAD_SIGNATURE;
    }

    private byte[] md5(MessageReader message) {
        put(md5, message.application());
        put(md5, message.module());
        put(md5, message.stamp());
        put(md5, message.nanos());
        put(md5, message.body());
        return md5.doFinal();
    }

    private byte[] sha256(MessageReader message) {
        Span[] fields = {
            message.application(),
            message.module(),
            message.stamp(),
            message.nanos(),
            message.hostname(),
            message.body()
        };
        for (Span field : fields) {
            length(field.length());
            put(sha256, field);
        }
        return sha256.doFinal();
    }

    private static void put(Mac mac, Span field) {
        mac.update(field.bytes(), field.from(), field.length());
    }

    private void length(int bytes) {
        Frame.putInt(number, 0, bytes);
        sha256.update(number);
    }

    /** The original signature, lower-case hexadecimal. */
    public String md5(LogMessage message) {
        String text = message.application() + message.module() + message.stamp() + message.nanos() + message.body();
        return HEX.formatHex(md5.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Our signature, lower-case hexadecimal. */
    public String sha256(LogMessage message) {
        String[] fields = {
            message.application(),
            message.module(),
            Long.toString(message.stamp()),
            Integer.toString(message.nanos()),
            message.hostname(),
            message.body()
        };
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            length(bytes.length);
            sha256.update(bytes);
        }
        return HEX.formatHex(sha256.doFinal());
    }
}
