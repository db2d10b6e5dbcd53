package io.heartbeat.threshold;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Turns;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Looks every {@value #SECONDS} s for metrics that do not come any more. */
@ApplicationScoped
public class SilenceWatch {
    private static final int SECONDS = 5;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Thresholds thresholds;

    @Inject
    private TimeSource time;

    private Turns turns;
    private long lookedAt;

    @PostConstruct
    void make() {
        turns = new Turns("hb-silence", "looking for silent plugins", Duration.ofSeconds(SECONDS), this::look);
    }

    void opened(@Observes IntakeOpened event) {
        lookedAt = event.steadyMillis();
        turns.begin(threads);
    }

    void closed(@Observes IntakeClosed event) {
        turns.end(() -> {});
    }

    private void look() {
        long now = time.steadyMillis();
        if (now - lookedAt > SECONDS * 3_000) {
            thresholds.excuseAll();
        }
        lookedAt = now;
        thresholds.lookForSilence();
    }
}
