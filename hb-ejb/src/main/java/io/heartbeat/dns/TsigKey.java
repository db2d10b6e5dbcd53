package io.heartbeat.dns;

import java.util.Locale;

/**
 * The key that updates are signed with (RFC 8945).
 *
 * @param name as the server knows it, lower case
 * @param algorithm of the MAC
 * @param secret in base64
 */
public record TsigKey(String name, Algorithm algorithm, String secret) {
    /** MACs that are still thought well of. */
    public enum Algorithm {
        HMAC_SHA256,
        HMAC_SHA384,
        HMAC_SHA512;

        /** The name on the wire. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TsigKey[" + name + ", " + algorithm.wire() + "]";
    }
}
