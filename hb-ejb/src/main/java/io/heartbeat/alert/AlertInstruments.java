package io.heartbeat.alert;

import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the metrics say of alerts: how many are at which level and in which state, and what happened. */
@ApplicationScoped
public class AlertInstruments {
    @Inject
    private Alerts alerts;

    @Inject
    private Telemetry telemetry;

    void register(@Observes IntakeStarting event) {
        telemetry.family("alerts", () -> counts(alerts.active()));
        for (AlertReason reason : AlertReason.values()) {
            events(reason, true);
            events(reason, false);
        }
    }

    void changed(@Observes AlertChanged event) {
        events(event.reason(), event.due()).increment();
    }

    private LongAdder events(AlertReason reason, boolean due) {
        return telemetry.counter(
                "hbd_alert_events_total",
                "Stored events of alerts, by reason and whether people were to be told.",
                "reason",
                reason.label(),
                "due",
                Boolean.toString(due));
    }

    /** Every level and state has its number, so that a graph sees it begin. */
    static Collection<Instrument> counts(Collection<AlertView> active) {
        List<Instrument> counts = new ArrayList<>();
        for (Level level : List.of(Level.WARNING, Level.CRITICAL, Level.UNKNOWN)) {
            for (AlertState state : AlertState.values()) {
                if (state != AlertState.RESOLVED) {
                    long count = active.stream()
                            .filter(view -> view.alert().level() == level && view.state() == state)
                            .count();
                    counts.add(new Instrument(
                            "hbd_alerts",
                            "Active alerts by level and state.",
                            Instrument.Kind.GAUGE,
                            Map.of("level", level.label(), "state", state.label()),
                            () -> count));
                }
            }
        }
        return counts;
    }
}
