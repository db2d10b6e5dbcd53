package io.heartbeat.dns;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Order;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTransitioned;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Has DNS follow the hosts: looks at the source address of each heartbeat and, when it changed, queues an update. The
 * observers only compare and note; {@link #turn} does what takes time, on a thread of its own. Thread-safe, but for
 * {@code turn} and {@code restore}.
 */
@Unproxied
public class DnsUpdater {
    private final DnsSettings settings;
    private final TimeSource time;
    private final DnsStore store;
    private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
    private final Ledger ledger = new Ledger();
    private final Troubles troubles;
    private final Wishes wishes;
    private final Deletions deletions;
    private final AuditTrail trail;
    private final Publisher publisher;
    private final DnsInstruments instruments;

    /** Made by the container. */
    @Inject
    protected DnsUpdater(
            DnsSettings settings,
            @Any Instance<DnsProvider> providers,
            DnsStore store,
            Event<RecordsDeleting> asking,
            TimeSource time,
            Telemetry telemetry) {
        this(settings, chosen(settings, providers), store, asking, time, telemetry);
    }

    DnsUpdater(
            DnsSettings settings,
            DnsProvider provider,
            DnsStore store,
            Event<RecordsDeleting> asking,
            TimeSource time,
            Telemetry telemetry) {
        this.settings = settings;
        this.time = time;
        this.store = store;
        instruments = new DnsInstruments(telemetry);
        troubles = new Troubles(() -> ThreadLocalRandom.current().nextDouble());
        wishes = new Wishes(settings, ledger, time, telemetry);
        deletions = new Deletions(settings.down(), ledger, time, instruments, asking, sightings::remove);
        trail = new AuditTrail(ledger, store, settings.dryRun(), time, telemetry);
        publisher = new Publisher(settings, ledger, provider, troubles, trail, time, telemetry);
        if (settings.configured()) {
            instruments.register(ledger, troubles);
        }
    }

    private static DnsProvider chosen(DnsSettings settings, Instance<DnsProvider> providers) {
        return providers.stream()
                .filter(provider -> provider.name().equals(settings.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no DNS provider " + settings.provider()));
    }

    void beat(@Observes @Priority(Order.DNS) BeatReceived event) {
        if (!settings.configured()) {
            return;
        }
        InetAddress source = event.arrival().source().getAddress();
        Sighting sighting = sightings.get(event.host());
        if (sighting == null || !sighting.at(source)) {
            look(event, source, sighting);
        }
    }

    private void look(BeatReceived event, InetAddress source, Sighting before) {
        if (event.message().shutdown()) {
            return;
        }
        String host = event.host();
        if (settings.signedOnly() && !event.arrival().signed()) {
            instruments.skipped("unsigned");
            return;
        }
        Sighting sighting = before == null ? first(host) : before;
        if (sighting.places.isEmpty() || wishes.seen(host, sighting.places, source)) {
            sighting.note(source);
        }
    }

    private Sighting first(String host) {
        Sighting sighting = new Sighting(DnsNames.of(host, settings.dyndomains()));
        sightings.put(host, sighting);
        if (sighting.places.isEmpty()) {
            instruments.skipped("name");
        } else {
            deletions.back(host);
        }
        return sighting;
    }

    void transitioned(@Observes HostTransitioned event) {
        if (!settings.down().deletes() || ledger.of(event.host()).isEmpty()) {
            return;
        }
        if (event.to() == HostStatus.DOWN && event.from() != HostStatus.DOWN) {
            sightings.remove(event.host());
            deletions.down(event.host());
        } else if (event.to() != HostStatus.LATE && event.to() != HostStatus.DOWN) {
            deletions.back(event.host());
        }
    }

    /** The name is free again; others that wanted it are looked at anew. */
    void forgotten(@Observes HostForgotten event) {
        if (settings.down().deletes()) {
            ledger.removeAll(event.host(), time.wall(), "the host was dropped");
        } else {
            ledger.forget(event.host());
        }
        deletions.forget(event.host());
        sightings.clear();
    }

    /** Reads names and queue as they were stored. Names of domains that are configured no more are left alone. */
    void restore() throws SQLException {
        for (NameState name : store.names()) {
            boolean reverse = name.zone().endsWith(".arpa");
            if (reverse ? settings.ptr() : settings.dyndomains().contains(name.zone())) {
                ledger.restore(name);
                if (name.down() && settings.down().deletes()) {
                    deletions.down(name.host());
                }
            }
        }
    }

    /** One round: what is new is stored first, so that it outlives a crash, then sent, then what came of it is stored. */
    void turn() {
        deletions.turn();
        trail.save();
        if (publisher.turn() > 0) {
            trail.save();
        }
        trail.prune();
    }

    /** Ends the present round early. */
    void stop() {
        publisher.stop();
    }

    /** Stores what is not stored yet. */
    void close() {
        trail.save();
    }

    /** The names of a host, with what keeps them. */
    List<NameState> names(String host) {
        return ledger.of(host);
    }

    /** What is wrong with a zone. */
    Optional<String> trouble(String zone) {
        return troubles.of(zone);
    }

    /** Why the records of a host that is down still stand; null when nobody wondered. */
    String kept(String host) {
        return deletions.kept(host);
    }

    /** Has all of a host's records sent again, at the next turn; answers the names. */
    List<NameState> again(String host, String cause) {
        List<NameState> names = ledger.again(host, time.wall(), cause);
        names.forEach(name -> troubles.open(name.zone()));
        return names;
    }
}
