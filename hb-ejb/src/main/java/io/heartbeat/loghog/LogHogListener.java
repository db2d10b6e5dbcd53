package io.heartbeat.loghog;

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
import jakarta.inject.Inject;

/** Opens the receiver when the application starts, and closes it when it stops. A port that is taken ends the start. */
@Startup
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LogHogListener {
    @Inject
    private LogHog receiver;

    @Resource
    private ManagedThreadFactory threads;

    @PostConstruct
    void open() {
        receiver.open(threads);
    }

    @PreDestroy
    void close() {
        receiver.close();
    }
}
