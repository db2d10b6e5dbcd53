package io.heartbeat.access;

import java.util.Optional;

/** Another system that knows users and their passwords. Thread-safe. */
public interface Directory {
    /** Whether there is one. */
    boolean configured();

    /**
     * Who this is, if the password is right; it is asked in the system's own time limits.
     *
     * @throws DirectoryUnavailable when it cannot be asked now
     */
    Optional<Identity> authenticate(String name, String password);

    /**
     * Takes as long as {@link #authenticate} with a wrong password, and tries none on anybody's account.
     *
     * @throws DirectoryUnavailable when it cannot be asked now
     */
    void pretend(String name);
}
