package io.heartbeat.telemetry;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import jakarta.inject.Inject;
import java.time.Duration;
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
@Unproxied
public class Telemetry {
    /** How long a kind of occurrence stays out of the log after a line. It is counted all the same. */
    public static final Duration QUIET = Duration.ofMinutes(1);

    private final ConcurrentMap<String, Instrument> instruments = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, Supplier<Collection<Instrument>>> families = new ConcurrentHashMap<>();
    private final ConcurrentMap<Class<?>, Pause> pauses = new ConcurrentHashMap<>();
    private final TimeSource time;

    /** @param time decides which repeated lines are too many */
    @Inject
    public Telemetry(TimeSource time) {
        this.time = time;
    }

    /** Counts an occurrence, and writes its line to the log unless one of its kind was written within {@link #QUIET}. */
    public void report(Occurrence occurrence) {
        counter(occurrence.counter(), occurrence.help()).increment();
        long silenced = pauses.computeIfAbsent(occurrence.getClass(), type -> new Pause())
                .linesLeftOut(time.steadyMillis());
        if (silenced >= 0) {
            String more = silenced == 0 ? "" : " (and " + silenced + " more like it in the last minute)";
            System.getLogger(occurrence.getClass().getName())
                    .log(occurrence.level(), occurrence.line() + more, occurrence.cause());
        }
    }

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
     * A counter that somebody else keeps; registering it again replaces it.
     *
     * @param labels names and values in turn
     */
    public void total(String name, String help, DoubleSupplier value, String... labels) {
        Map<String, String> set = labels(labels);
        instruments.put(name + set, new Instrument(name, help, Instrument.Kind.COUNTER, set, value));
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

    /** The instruments that stay, without the families; their number has a bound. */
    public Collection<Instrument> standing() {
        return List.copyOf(instruments.values());
    }

    /** Everything there is to expose now, one name after the other. */
    public List<Instrument> instruments() {
        Map<String, Instrument> sorted = new TreeMap<>(instruments);
        families.values().forEach(members -> members.get()
                .forEach(member -> sorted.put(member.name() + member.labels(), member)));
        return List.copyOf(sorted.values());
    }

    /** Lets one line through each {@link #QUIET}. */
    private static final class Pause {
        private long until = Long.MIN_VALUE;
        private long leftOut;

        /** How many lines were left out since the last one, or -1 when this one is to be left out too. */
        synchronized long linesLeftOut(long now) {
            if (now < until) {
                leftOut++;
                return -1;
            }
            long before = leftOut;
            leftOut = 0;
            until = now + QUIET.toMillis();
            return before;
        }
    }

    private static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }
}
