package io.heartbeat.threshold;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Looks every {@value #SECONDS} s for metrics that do not come any more. */
@ApplicationScoped
public class SilenceWatch {
    private static final int SECONDS = 5;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private Thresholds thresholds;

    @Inject
    private TimeSource time;

    private Future<?> looking;
    private long lookedAt;

    void opened(@Observes IntakeOpened event) {
        lookedAt = event.steadyMillis();
        looking = scheduler.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    void closed(@Observes IntakeClosed event) {
        if (looking != null) {
            looking.cancel(false);
        }
    }

    private void look() {
        long now = time.steadyMillis();
        if (now - lookedAt > SECONDS * 3_000) {
            thresholds.excuseAll();
        }
        lookedAt = now;
        try {
            thresholds.lookForSilence();
        } catch (RuntimeException e) {
            System.getLogger(SilenceWatch.class.getName())
                    .log(System.Logger.Level.ERROR, "the look for silent plugins failed and goes on", e);
        }
    }
}
