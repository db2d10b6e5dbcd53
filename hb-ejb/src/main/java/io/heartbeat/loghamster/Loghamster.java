package io.heartbeat.loghamster;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Opens LogHamster's ports when the application starts, if they are configured, and closes them when it stops. */
@Startup
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Loghamster {
    @Inject
    private Instance<LoghamsterSettings> settings;

    @Inject
    private StorageSettings storage;

    @Inject
    private LogStore store;

    @Inject
    private TimeSource time;

    @Inject
    private Telemetry telemetry;

    @Resource
    private ManagedThreadFactory threads;

    private LoghamsterServer server;

    @PostConstruct
    void open() {
        LoghamsterSettings configured = settings.get();
        if (configured == null) {
            return;
        }
        try {
            server = new LoghamsterServer(
                    configured,
                    store,
                    storage.dataDir().resolve("loghamster").resolve("ledger"),
                    time,
                    telemetry,
                    threads);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @PreDestroy
    void close() {
        if (server != null) {
            server.close();
        }
    }
}
