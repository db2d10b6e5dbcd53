package io.heartbeat.web.health;

import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Hands the server-wide instruments to MicroProfile Metrics, where the server has it. Families, one series per
 * host, stay out: their number has no bound that a registry likes. Counters are copied every five seconds; {@code /metrics} has them exact.
 */
@ApplicationScoped
public class RegistryBridge {
    private static final long PERIOD_SECONDS = 5;

    @Inject
    Instance<MetricRegistry> registries;

    @Inject
    Telemetry telemetry;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final Map<String, Long> counted = new HashMap<>();
    private ScheduledFuture<?> rounds;

    /** Starts the rounds when there is a registry. */
    void started(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (registries.isResolvable()) {
            MetricRegistry registry = registries.get();
            rounds = scheduler.scheduleWithFixedDelay(() -> bridge(registry), 1, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.cancel(true);
        }
    }

    /** One round: new instruments are registered, counters brought up to date. */
    synchronized void bridge(MetricRegistry registry) {
        telemetry.standing().forEach(instrument -> bridge(registry, instrument));
    }

    private void bridge(MetricRegistry registry, Instrument instrument) {
        Metadata metadata = Metadata.builder()
                .withName(instrument.name())
                .withDescription(instrument.help())
                .build();
        Tag[] tags = instrument.labels().entrySet().stream()
                .map(label -> new Tag(label.getKey(), label.getValue()))
                .toArray(Tag[]::new);
        String key = instrument.name() + instrument.labels();
        if (instrument.kind() == Instrument.Kind.COUNTER) {
            long now = (long) instrument.value().getAsDouble();
            registry.counter(metadata, tags).inc(Math.max(0, now - counted.getOrDefault(key, 0L)));
            counted.put(key, now);
        } else if (counted.putIfAbsent(key, 0L) == null) {
            registry.gauge(metadata, instrument, i -> i.value().getAsDouble(), tags);
        }
    }
}
