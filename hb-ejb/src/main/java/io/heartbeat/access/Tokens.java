package io.heartbeat.access;

import java.util.Optional;

/** The logins that stand, each known by a secret of 256 bits that only its user has. Implementations are thread-safe. */
public interface Tokens {
    /**
     * A new login.
     *
     * @param secret for the user: 43 characters of base64url; it is not kept
     * @param login what it proves
     */
    record Issued(String secret, Login login) {
        @Override
        public String toString() {
            return "Issued[" + login + "]";
        }
    }

    /** Starts a login. */
    Issued issue(String user);

    /** The login of a secret; empty when there is none, or no more. */
    Optional<Login> find(String secret);

    /** Ends a login; nothing happens when there is none. */
    void revoke(String secret);
}
