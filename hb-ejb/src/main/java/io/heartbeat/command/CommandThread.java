package io.heartbeat.command;

import io.heartbeat.flow.Turns;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import io.heartbeat.ingest.IntakeStarting;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;

/** Gives {@link Commands} its turns while the intake is open. */
@ApplicationScoped
public class CommandThread {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Commands commands;

    private Turns turns;

    @PostConstruct
    void make() {
        turns = new Turns("hb-commands", "commands", PAUSE, commands::turn);
    }

    void restore(@Observes IntakeStarting event) {
        try {
            commands.restore();
        } catch (SQLException e) {
            throw new IllegalStateException("the commands cannot be read from the database", e);
        }
    }

    void opened(@Observes IntakeOpened event) {
        turns.begin(threads);
    }

    /** Late, when no answer comes any more; the last round stores what came until now. */
    void closed(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) IntakeClosed event) {
        turns.end(commands::turn);
    }
}
