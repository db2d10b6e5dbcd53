package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.checkpoint.StateFile;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.pump.config.PumpSettings;
import io.heartbeat.pump.config.ReaderSettings;
import io.heartbeat.pump.filter.GeoIp;
import io.heartbeat.pump.statsd.Statsd;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The running pump: all readers of one configuration. Thread-safe.
 *
 * <p>{@link #start} once, {@link #reload} as often as the configuration changes, {@link #stop} once.
 */
public final class Pump {
    private static final Logger LOG = System.getLogger(Pump.class.getName());
    private static final long TICK_MILLIS = 1000;
    private static final long FLUSH_MILLIS = 10_000;
    private static final Duration TARDY = Duration.ofSeconds(60);

    private final Around around;
    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private PumpConfig config;
    private StateFile state;
    private Statsd statsd;
    private GeoIp places = GeoIp.NONE;
    private Thread ticking;
    private long flushedAt;
    private boolean stopped;

    /** One that stands still. */
    public Pump(Around around) {
        this.around = around;
    }

    /**
     * Begins.
     *
     * @throws IOException when the state file, a spool or the database of places cannot be read; nothing runs then
     */
    public synchronized void start(PumpConfig first) throws IOException {
        begin(first);
        ticking = new Thread(this::tickAlways, "pump");
        ticking.setDaemon(true);
        ticking.start();
    }

    private void begin(PumpConfig next) throws IOException {
        PumpSettings settings = next.settings();
        places = settings.geoDatabase().isPresent()
                ? GeoIp.open(settings.geoDatabase().get())
                : GeoIp.NONE;
        try {
            state = StateFile.open(settings.stateFile(), around.time());
            begin(next, settings);
        } catch (IOException | RuntimeException e) {
            places.close();
            throw e;
        }
    }

    private void begin(PumpConfig next, PumpSettings settings) throws IOException {
        try {
            statsd = new Statsd(settings.statsd().orElse(null), settings.tags());
            List<Reader> fresh = new ArrayList<>();
            for (ReaderSettings reader : settings.readers().values()) {
                fresh.add(new Reader(reader, settings, state, statsd, places, around));
            }
            state.save();
            config = next;
            fresh.forEach(reader -> readers.put(reader.name(), reader));
            fresh.forEach(Reader::start);
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /**
     * Takes another configuration: readers that it does not change go on as they are.
     *
     * @throws IOException when something of it cannot be taken: the old one is in force, except for a single reader that the
     *     message names, which stands still until the next reload
     */
    public synchronized void reload(PumpConfig next, Duration bound) throws IOException, InterruptedException {
        if (!next.foundation().equals(config.foundation())) {
            replace(next, bound);
            return;
        }
        long deadline = around.time().steadyMillis() + bound.toMillis();
        PumpConfig old = config;
        config = next;
        for (String name : List.copyOf(readers.keySet())) {
            if (!next.reader(name).equals(old.reader(name))) {
                retire(name, deadline);
            }
        }
        IOException trouble = null;
        for (ReaderSettings reader : next.settings().readers().values()) {
            try {
                add(reader);
            } catch (IOException e) {
                trouble = new IOException("reader " + reader.name() + " cannot begin: " + e.getMessage(), e);
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private void add(ReaderSettings reader) throws IOException {
        if (!readers.containsKey(reader.name())) {
            Reader fresh = new Reader(reader, config.settings(), state, statsd, places, around);
            readers.put(reader.name(), fresh);
            fresh.start();
            LOG.log(Level.INFO, "reader {0} begins", reader.name());
        }
    }

    /** All ends and begins anew; with the old configuration when the new one cannot begin. */
    private void replace(PumpConfig next, Duration bound) throws IOException, InterruptedException {
        PumpConfig old = config;
        end(bound);
        try {
            begin(next);
        } catch (IOException e) {
            begin(old);
            throw e;
        }
    }

    private void retire(String name, long deadline) throws InterruptedException {
        LOG.log(Level.INFO, "reader {0} ends, its configuration changed", name);
        readers.remove(name).stop(deadline);
        state.release(name);
    }

    /** Drains what waits, saves, and ends; what does not end in time is left to the next start. */
    public synchronized void stop(Duration bound) throws IOException, InterruptedException {
        stopped = true;
        notifyAll();
        if (config != null) {
            end(bound);
        }
    }

    private void end(Duration bound) throws IOException, InterruptedException {
        long deadline = around.time().steadyMillis() + bound.toMillis();
        for (Reader reader : readers.values()) {
            reader.lanes().forEach(Lane::finish);
        }
        for (Reader reader : readers.values()) {
            reader.stop(deadline);
        }
        measure();
        readers.clear();
        try {
            state.save();
        } finally {
            state.close();
            statsd.close();
            places.close();
        }
    }

    private void tickAlways() {
        while (tickOnce()) {
            LOG.log(Level.TRACE, "tick");
        }
    }

    @SuppressWarnings("WaitNotInLoop") // a tick too early does no harm
    private synchronized boolean tickOnce() {
        try {
            if (!stopped) {
                wait(TICK_MILLIS);
            }
            if (!stopped && around.time().steadyMillis() - flushedAt >= FLUSH_MILLIS) {
                flushedAt = around.time().steadyMillis();
                tell();
            }
        } catch (InterruptedException e) {
            return false;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the state file cannot be written: {0}", e.toString());
        }
        return !stopped;
    }

    /** Sends metrics, and writes down how far everything came. */
    public synchronized void tell() throws IOException {
        measure();
        statsd.flush();
        state.save();
    }

    private void measure() {
        readers.values().forEach(Reader::measure);
    }

    /** Whether every thread does its work. */
    public synchronized boolean awake() {
        return readers.values().stream().allMatch(reader -> reader.awake(TARDY));
    }

    /** How far everything came, now. */
    public synchronized List<LaneStatus> status() {
        List<LaneStatus> all = new ArrayList<>();
        for (Reader reader : readers.values()) {
            for (Lane lane : reader.lanes()) {
                all.add(new LaneStatus(
                        reader.name(),
                        lane.name(),
                        lane.progress().status(),
                        lane.progress().count(),
                        lane.progress().waiting(),
                        lane.readUpTo(),
                        lane.caughtUp()));
            }
        }
        return all;
    }
}
