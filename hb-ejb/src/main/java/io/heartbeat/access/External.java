package io.heartbeat.access;

import java.util.Set;

/**
 * What another system vouches for: the part of a user that it, and not this server, decides.
 *
 * @param subject who this is over there, whatever the name is; null when that system tells none
 * @param groups those of the user's groups that the configuration knew at the last login
 */
public record External(String subject, Set<String> groups) {
    /** Copies the set. */
    public External {
        groups = Set.copyOf(groups);
    }

    static final External NOTHING = new External(null, Set.of());
}
