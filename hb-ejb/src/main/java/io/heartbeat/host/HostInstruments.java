package io.heartbeat.host;

import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the metrics say of hosts. */
@ApplicationScoped
public class HostInstruments {
    @Inject
    private HostStates states;

    @Inject
    private Telemetry telemetry;

    void register(@Observes IntakeStarting event) {
        for (HostStatus status : HostStatus.values()) {
            telemetry.gauge("hbd_hosts", "Hosts by status.", () -> count(status), "status", status.label());
        }
        telemetry.family("hosts", this::perHost);
    }

    private double count(HostStatus status) {
        return states.all().stream().filter(state -> state.status() == status).count();
    }

    private Collection<Instrument> perHost() {
        List<Instrument> members = new ArrayList<>();
        for (HostState state : states.all()) {
            Map<String, String> labels = Map.of("host", state.name());
            boolean up = state.status() == HostStatus.UP || state.status() == HostStatus.LATE;
            members.add(new Instrument(
                    "hbd_host_up",
                    "Whether the host is alive: 1 up or late, 0 otherwise.",
                    Instrument.Kind.GAUGE,
                    labels,
                    () -> up ? 1 : 0));
            if (!Double.isNaN(state.rttMs())) {
                members.add(new Instrument(
                        "hbd_heartbeat_rtt_seconds",
                        "Round-trip time of the host's last heartbeat, seconds.",
                        Instrument.Kind.GAUGE,
                        labels,
                        () -> state.rttMs() / 1000));
            }
        }
        return members;
    }
}
