package io.heartbeat.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logins and API tokens that stand, each known by a secret of 256 bits that only its user has. Thread-safe. */
public interface Tokens {
    /** How long a login by password stands. */
    Duration LOGIN = Duration.ofHours(24);

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

    /** Starts a login by password; it stands for {@link #LOGIN}. */
    Issued issue(String user);

    /** Makes an API token. */
    Issued issue(String user, String label, Scope scope, Duration lifetime);

    /** The login of a secret; empty when there is none, or no more. */
    Optional<Login> find(String secret);

    /** All that stand of a user, oldest first. */
    List<Login> of(String user);

    /** How many stand, by user; users without any are not there. */
    Map<String, Integer> counts();

    /** Ends a login; nothing happens when there is none. */
    void revoke(String secret);

    /** Ends one of a user's logins by its id; false when there is none. */
    boolean revoke(String user, String id);

    /** Ends all of a user's logins and API tokens. */
    void revokeAll(String user);
}
