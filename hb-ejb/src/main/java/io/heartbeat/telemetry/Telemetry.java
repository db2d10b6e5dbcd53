package io.heartbeat.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * All instruments of the server, by name and labels. Thread-safe. Asking twice for one counter answers the same one, so a
 * feature may ask in its constructor and keep it.
 */
@ApplicationScoped
public class Telemetry {
    private final ConcurrentMap<String, Instrument> instruments = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, Supplier<Collection<Instrument>>> families = new ConcurrentHashMap<>();

    /**
     * A counter.
     *
     * @param labels names and values in turn
     */
    public LongAdder counter(String name, String help, String... labels) {
        Map<String, String> set = labels(labels);
        String key = name + set;
        LongAdder adder = counters.computeIfAbsent(key, k -> new LongAdder());
        instruments.putIfAbsent(key, new Instrument(name, help, Instrument.Kind.COUNTER, set, adder::sum));
        return adder;
    }

    /**
     * A gauge; registering it again replaces it.
     *
     * @param labels names and values in turn
     */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        Map<String, String> set = labels(labels);
        instruments.put(name + set, new Instrument(name, help, Instrument.Kind.GAUGE, set, value));
    }

    /** Instruments whose label values come and go, read anew at each look: one per host, for example. */
    public void family(String name, Supplier<Collection<Instrument>> members) {
        families.put(name, members);
    }

    /** Everything there is to expose now, one name after the other. */
    public List<Instrument> instruments() {
        Map<String, Instrument> sorted = new TreeMap<>(instruments);
        families.values().forEach(members -> members.get()
                .forEach(member -> sorted.put(member.name() + member.labels(), member)));
        return List.copyOf(sorted.values());
    }

    private static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }
}
