package io.heartbeat.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Names and passwords: of this server's own users first, then of the directory. A local name never goes to the directory with
 * the password that was typed for it. Thread-safe.
 */
@ApplicationScoped
public class Credentials {
    /** Checking a password costs a core on purpose; the heartbeats need the others. */
    private static final int HASHES_AT_ONCE = 2;

    /** A slow directory holds this many requests at most, and no user of this server waits behind them. */
    private static final int QUESTIONS_AT_ONCE = 8;

    private final Semaphore hashes = new Semaphore(HASHES_AT_ONCE, true);
    private final Semaphore questions = new Semaphore(QUESTIONS_AT_ONCE, true);
    private final Users users;
    private final Accounts accounts;
    private final Directory directory;

    /** For the container's proxy. */
    protected Credentials() {
        this(null, null, null);
    }

    /** @param directory where users may come from */
    @Inject
    public Credentials(Users users, Accounts accounts, Directory directory) {
        this.users = users;
        this.accounts = accounts;
        this.directory = directory;
    }

    /**
     * The user, when the password is right and the user may log in. Whether the name is unknown, local or the directory's, a
     * failure takes the same steps.
     *
     * @throws DirectoryUnavailable when only the directory could tell
     * @throws AccountException when the directory knows the user, and the name is somebody else's here
     */
    public Optional<User> verify(String name, String password) {
        boolean local =
                users.find(name).filter(user -> user.origin() != Origin.LDAP).isPresent();
        Optional<User> user = Busy.within(hashes, () -> users.verify(name, password));
        if (user.isPresent()) {
            return user.map(found -> accounts.rehashed(found, password));
        }
        if (!directory.configured()) {
            return Optional.empty();
        }
        return Busy.within(questions, () -> inDirectory(name, password, local))
                .map(accounts::admit)
                .filter(User::enabled);
    }

    private Optional<Identity> inDirectory(String name, String password, boolean local) {
        if (local) {
            directory.pretend(name);
            return Optional.empty();
        }
        return directory.authenticate(name, password);
    }
}
