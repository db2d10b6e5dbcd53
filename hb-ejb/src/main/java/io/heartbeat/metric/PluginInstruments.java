package io.heartbeat.metric;

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

/**
 * The numbers of some plugins' newest reports among the server's own metrics, for those named by {@code metrics_plugins}.
 * Bounded: {@value #PER_HOST} of a host, {@value #MOST} of all; what is beyond is left out.
 */
@ApplicationScoped
public class PluginInstruments {
    static final int PER_HOST = 500;
    static final int MOST = 100_000;

    private final Reports reports;
    private final ExposedPlugins exposed;
    private final Telemetry telemetry;

    /** For the container's proxy. */
    protected PluginInstruments() {
        this(null, null, null);
    }

    @Inject
    PluginInstruments(Reports reports, ExposedPlugins exposed, Telemetry telemetry) {
        this.reports = reports;
        this.exposed = exposed;
        this.telemetry = telemetry;
    }

    void register(@Observes IntakeStarting event) {
        if (!exposed.plugins().isEmpty()) {
            telemetry.family("plugins", this::numbers);
        }
    }

    private Collection<Instrument> numbers() {
        List<Instrument> all = new ArrayList<>();
        for (String host : reports.hosts()) {
            List<Instrument> own = new ArrayList<>();
            Map<String, Report> newest = reports.newest(host);
            for (String plugin : exposed.plugins()) {
                Report report = newest.get(plugin);
                if (report != null) {
                    PluginNumbers.add(host, plugin, report.json(), own, PER_HOST);
                }
            }
            if (all.size() + own.size() > MOST) {
                break;
            }
            all.addAll(own);
        }
        return all;
    }
}
