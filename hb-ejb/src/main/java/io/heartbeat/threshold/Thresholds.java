package io.heartbeat.threshold;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.flow.Order;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.host.BeatMissed;
import io.heartbeat.host.HostStatus;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.protocol.JsonWalk;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The observer around the levels: hears reports and heartbeats, tells {@link ThresholdCrossed}. Everything of one host
 * happens under its lane; otherwise thread-safe.
 */
@Unproxied
public class Thresholds implements HostLevels.Listener {
    private final ConcurrentMap<String, HostLevels> hosts = new ConcurrentHashMap<>();

    /** Hosts that are down: their metrics cannot come. */
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    private final ThreadLocal<JsonWalk> walks = ThreadLocal.withInitial(JsonWalk::new);
    private final Map<HostLevels.Refusal, LongAdder> refused = new EnumMap<>(HostLevels.Refusal.class);
    private final TimeSource time;
    private final Lanes lanes;
    private final Event<ThresholdCrossed> crossed;
    private final Event<LevelHeld> held;
    private volatile Plans plans;

    /** Made by the container. */
    @Inject
    public Thresholds(
            ThresholdSettings settings,
            TimeSource time,
            Lanes lanes,
            Event<ThresholdCrossed> crossed,
            Event<LevelHeld> held,
            Telemetry telemetry) {
        this.plans = new Plans(settings);
        this.time = time;
        this.lanes = lanes;
        this.crossed = crossed;
        this.held = held;
        for (HostLevels.Refusal refusal : HostLevels.Refusal.values()) {
            refused.put(
                    refusal,
                    telemetry.counter(
                            "hbd_metrics_not_judged_total",
                            "Values that have a threshold and could not be compared with it.",
                            "reason",
                            refusal.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** The limits of a host's metrics, as configured now; those of round-trip times are under {@code rtt}, then the host. */
    public Profile of(String host) {
        return plans.profile(host);
    }

    void beat(@Observes @Priority(Order.THRESHOLD) BeatReceived event) {
        HostLevels levels = hosts.get(event.host());
        if (levels == null) {
            if (!plans.judgesRtt()) {
                return;
            }
            levels = levels(event.host());
        }
        if (event.message().shutdown()) {
            silent.add(event.host());
        } else if (!silent.isEmpty() && silent.remove(event.host())) {
            levels.excuse(time.steadyMillis());
        }
        if (levels.judgesRtt()) {
            levels.beat(event.message().rtt(), time.steadyMillis());
        }
    }

    void reported(@Observes @Priority(Order.THRESHOLD) PluginReported event) {
        HostLevels levels = hosts.get(event.host());
        if (levels == null) {
            levels = levels(event.host());
        }
        levels.report(event.message(), walks.get(), time);
    }

    void missed(@Observes BeatMissed event) {
        if (event.status() == HostStatus.DOWN) {
            silent.add(event.host());
        }
    }

    void forgotten(@Observes HostForgotten event) {
        hosts.remove(event.host());
        silent.remove(event.host());
    }

    void remembered(@Observes LevelRemembered event) {
        synchronized (lanes.of(event.host())) {
            levels(event.host()).remember(event.metric(), event.level(), event.value(), time.steadyMillis());
        }
    }

    void reloaded(@Observes SettingsReloaded<ThresholdSettings> event) {
        plans = new Plans(event.settings());
        for (HostLevels levels : hosts.values()) {
            synchronized (lanes.of(levels.host)) {
                levels.follow(plans.of(levels.host));
            }
        }
    }

    void wanted(@Observes LevelsWanted event) {
        for (HostLevels levels : hosts.values()) {
            synchronized (lanes.of(levels.host)) {
                levels.repeat();
            }
        }
    }

    /** Looks at every host that is alive for plugins that fell silent. */
    void lookForSilence() {
        long now = time.steadyMillis();
        for (HostLevels levels : hosts.values()) {
            if (!silent.contains(levels.host)) {
                synchronized (lanes.of(levels.host)) {
                    levels.lookForSilence(now);
                }
            }
        }
    }

    /** The server itself stood still: nobody is blamed for the silence. */
    void excuseAll() {
        long now = time.steadyMillis();
        for (HostLevels levels : hosts.values()) {
            synchronized (lanes.of(levels.host)) {
                levels.excuse(now);
            }
        }
    }

    private HostLevels levels(String host) {
        HostLevels known = hosts.get(host);
        return known != null ? known : hosts.computeIfAbsent(host, name -> new HostLevels(name, plans.of(name), this));
    }

    @Override
    public void changed(String host, Cell cell, Level before, String note) {
        Instant now = time.wall().truncatedTo(ChronoUnit.MICROS);
        crossed.fire(new ThresholdCrossed(
                host, cell.metric, before, cell.level, cell.value, cell.limit(), cell.flapping, now, note));
    }

    @Override
    public void held(String host, Cell cell) {
        held.fire(new LevelHeld(host, cell.metric, cell.value));
    }

    @Override
    public void refused(HostLevels.Refusal refusal) {
        refused.get(refusal).increment();
    }
}
