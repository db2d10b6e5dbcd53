package io.heartbeat.access;

import java.util.Set;

/**
 * Somebody whom another system has just vouched for.
 *
 * @param origin which kind of system
 * @param name login name there, and so here
 * @param fullName what others read; null when that system tells none
 * @param subject who this is over there, should the name ever go to somebody else; null when that system tells none
 * @param groups all groups of the user, by every name that the configuration may use for them
 */
public record Identity(Origin origin, String name, String fullName, String subject, Set<String> groups) {
    /** Copies the set. */
    public Identity {
        groups = Set.copyOf(groups);
    }
}
