package io.heartbeat.access;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Logins and API tokens, read from memory and written through to the database: a restart ends none. Thread-safe. */
@ApplicationScoped
public class StoredTokens extends TokenBook {
    private final AccountRepository repository;
    private final Telemetry telemetry;

    /** For the container's proxy. */
    protected StoredTokens() {
        this(null, null, null);
    }

    /** @param repository where they are kept */
    @Inject
    public StoredTokens(AccountRepository repository, TimeSource time, Telemetry telemetry) {
        super(time);
        this.repository = repository;
        this.telemetry = telemetry;
    }

    void starting(@Observes IntakeStarting event) {
        store(() -> repository.removeTokensExpiredBefore(time.wall()));
        store(() -> repository.tokens().forEach(row -> restore(row.hash(), row.login())));
    }

    @Override
    void kept(String hash, Login login) {
        store(() -> repository.save(new TokenRow(hash, login)));
    }

    @Override
    void ended(String hash) {
        store(() -> repository.removeToken(hash));
    }

    private void store(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            telemetry.report(new TokensNotStored(e));
        }
    }
}
