package io.heartbeat.loghog;

import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The counters of each address that sends; bounded, for addresses of UDP can be invented. Thread-safe. */
final class Sources {
    static final int MOST = 1_000;

    private final Map<InetAddress, Source> known = new ConcurrentHashMap<>();
    private final Source other = new Source("other");

    /** The counters of an address; those of all others once there are {@link #MOST}. */
    Source of(InetAddress address) {
        Source source = known.get(address);
        if (source != null) {
            return source;
        }
        return known.size() >= MOST ? other : known.computeIfAbsent(address, key -> new Source(key.getHostAddress()));
    }

    void register(Telemetry telemetry) {
        telemetry.family("loghog sources", this::instruments);
    }

    private Collection<Instrument> instruments() {
        List<Instrument> all = new ArrayList<>();
        known.values().forEach(source -> add(source, all));
        add(other, all);
        return all;
    }

    private static void add(Source source, List<Instrument> into) {
        into.add(counter(
                "hbd_loghog_source_messages_total", "LogHog messages, by source address.", source, source.messages));
        into.add(counter(
                "hbd_loghog_source_bytes_total", "Bytes of LogHog messages, by source address.", source, source.bytes));
        into.add(counter(
                "hbd_loghog_source_refused_total",
                "Refused LogHog frames, by source address.",
                source,
                source.refused));
    }

    private static Instrument counter(String name, String help, Source source, LongAdder value) {
        return new Instrument(
                name, help, Instrument.Kind.COUNTER, Map.of("source", source.address()), () -> value.sum());
    }
}
