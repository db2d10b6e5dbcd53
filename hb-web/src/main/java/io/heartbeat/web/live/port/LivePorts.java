package io.heartbeat.web.live.port;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.setup.WebSettings;
import io.heartbeat.web.agent.AgentFiles;
import io.heartbeat.web.live.LiveFeed;
import io.heartbeat.web.security.Viewers;
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

/** Opens ws_port and wss_port when the application starts, and closes them when it stops. */
@Startup
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LivePorts {
    @Inject
    private WebSettings settings;

    @Inject
    private LiveFeed feed;

    @Inject
    private Viewers viewers;

    @Inject
    private AgentFiles files;

    @Inject
    private TimeSource time;

    @Resource
    private ManagedThreadFactory threads;

    private LiveServer server;

    @PostConstruct
    void open() {
        server = new LiveServer(feed, viewers, files, time, threads);
        try {
            if (settings.wsPort() > 0) {
                server.openPlain(settings.host(), settings.wsPort());
            }
            if (settings.wssPort() > 0) {
                server.openTls(settings.host(), settings.wssPort(), settings.certificate(), settings.privateKey());
            }
        } catch (IllegalStateException refused) {
            server.close();
            throw refused;
        }
    }

    @PreDestroy
    void close() {
        server.close();
    }
}
