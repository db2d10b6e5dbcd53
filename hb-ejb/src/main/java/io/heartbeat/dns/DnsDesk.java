package io.heartbeat.dns;

import io.heartbeat.flow.Unproxied;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What people ask of dynamic DNS, and ask it to do. Thread-safe. */
@Unproxied
public class DnsDesk {
    private final DnsSettings settings;
    private final DnsUpdater updater;
    private final DnsStore store;

    /** @param updater which knows the names */
    @Inject
    public DnsDesk(DnsSettings settings, DnsUpdater updater, DnsStore store) {
        this.settings = settings;
        this.updater = updater;
        this.store = store;
    }

    /**
     * The names of a host in DNS.
     *
     * @param provider by which means; null when no domain is configured
     * @param dryRun whether nothing is sent
     * @param names with what stands and what waits
     * @param kept why the records of a host that is down still stand, null when it does not matter
     */
    public record View(String provider, boolean dryRun, List<Name> names, String kept) {}

    /**
     * One name.
     *
     * @param problem what keeps it from standing as wanted, its own or that of its zone; null when nothing does
     */
    public record Name(NameState state, String problem) {}

    /** The names of a host; none for one that has none. */
    public View view(String host) {
        List<Name> names = updater.names(host).stream()
                .map(state -> new Name(state, problem(state)))
                .toList();
        return new View(
                settings.configured() ? settings.provider() : null, settings.dryRun(), names, updater.kept(host));
    }

    /** The newest audit records of a host, newest first; empty when the database does not answer. */
    public Optional<List<DnsChange>> changes(String host, int limit) {
        try {
            return Optional.of(store.changes(host, limit));
        } catch (SQLException e) {
            System.getLogger(DnsDesk.class.getName()).log(Level.DEBUG, "audit records cannot be read", e);
            return Optional.empty();
        }
    }

    /**
     * Has all records of a host sent again, whatever stands.
     *
     * @param user who asks, null for nobody in particular
     * @return the names that wait now; empty when there is nothing to send
     */
    public List<String> again(String host, String user) {
        String cause = user == null ? "request" : "request of " + user;
        return updater.again(host, cause).stream().map(NameState::name).toList();
    }

    private String problem(NameState state) {
        return state.problem() != null || !state.pending()
                ? state.problem()
                : updater.trouble(state.zone()).orElse(null);
    }
}
