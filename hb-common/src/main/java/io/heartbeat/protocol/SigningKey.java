package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A secret that one host shares with the server, under an identifier that travels in the clear. Immutable. */
public final class SigningKey {
    /** Bytes of an identifier at most. */
    public static final int MAX_ID = 64;
    /** Bytes of a secret at least. */
    public static final int MIN_SECRET = 16;

    private final String id;
    private final byte[] idBytes;
    private final SecretKey secret;
    private final String host;

    /**
     * @param id 1 to 64 characters of {@code [A-Za-z0-9._:-]}, a letter, digit or {@code _} first
     * @param secret at least 16 bytes; a secret that is configured as text is its UTF-8 bytes as they stand
     * @param host name of the one host that may sign with it
     * @throws IllegalArgumentException when one of these cannot be; the secret is never in the message
     */
    public SigningKey(String id, byte[] secret, String host) {
        if (!Names.plugin(id) || id.length() > MAX_ID) {
            throw new IllegalArgumentException(
                    "key id \"" + id + "\": 1 to " + MAX_ID + " of letters, digits and . _ : -");
        }
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException("secret of key " + id + ": " + secret.length + " bytes, at least "
                    + MIN_SECRET + " are needed (openssl rand -hex 32 makes a good one)");
        }
        if (!Names.host(host)) {
            throw new IllegalArgumentException("host of key " + id + ": \"" + host + "\" is no host name");
        }
        this.id = id;
        this.idBytes = id.getBytes(StandardCharsets.US_ASCII);
        this.secret = new SecretKeySpec(secret, FrameMac.ALGORITHM);
        this.host = host;
    }

    /** The identifier in the frame. */
    public String id() {
        return id;
    }

    /** The host whose frames it signs. */
    public String host() {
        return host;
    }

    byte[] idBytes() {
        return idBytes;
    }

    SecretKey secret() {
        return secret;
    }

    /** Same identifier, host and secret, so that a configuration can tell whether it changed. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey key
                && id.equals(key.id)
                && host.equals(key.host)
                && secret.equals(key.secret);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "key " + id + " of " + host;
    }
}
