package io.heartbeat.pump.pipeline;

import static org.awaitility.Awaitility.await;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.pump.config.PumpSettings;
import io.heartbeat.pump.config.ReaderSettings;
import io.heartbeat.pump.config.SenderSettings;
import io.heartbeat.pump.config.StatsdSettings;
import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.Match;
import io.heartbeat.pump.filter.Search;
import io.heartbeat.pump.filter.Secrets;
import io.heartbeat.pump.filter.UnitLevels;
import io.heartbeat.pump.source.LogSource;
import io.heartbeat.pump.source.TestSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

/** A pump with one reader of entries in memory, and the senders that a test adds. */
final class Bench implements AutoCloseable {
    final TestSource source;
    final Map<String, SenderSettings> senders = new LinkedHashMap<>();
    final AtomicInteger rests = new AtomicInteger();
    int bufferItems = 50_000;
    long bufferBytes = 5 << 20;
    long spool;
    Duration interval = Duration.ZERO;
    List<Search> searches = List.of();
    Secrets secrets = new Secrets(List.of());
    Match match = Match.ALL;
    StatsdSettings statsd;
    TimeSource time = TimeSource.SYSTEM;
    Duration slowSearch = Duration.ofSeconds(10);
    Pause pause = time -> {
        rests.incrementAndGet();
        Thread.yield();
    };
    private final Path directory;
    private Pump pump;

    Bench(Path directory, TestSource source) {
        this.directory = directory;
        this.source = source;
    }

    /** The same journal and directory, after a restart. */
    Bench again() {
        Bench next = new Bench(directory, source);
        next.bufferItems = bufferItems;
        next.spool = spool;
        return next;
    }

    Bench sender(String name, Sink sink) {
        return sender(name, sink, FieldFilter.ALL, Map.of());
    }

    Bench sender(String name, Sink sink, FieldFilter filter, Map<String, String> extras) {
        senders.put(
                name, new SenderSettings(name, "test", sink.plan(), filter, UnitLevels.ALL, extras, interval, spool));
        return this;
    }

    PumpConfig config(String version) {
        return config(version, source);
    }

    PumpConfig config(String version, LogSource from) {
        return config(version, from, stateFile());
    }

    PumpConfig config(String version, LogSource from, Path state) {
        ReaderSettings reader = new ReaderSettings(
                "r",
                from,
                Match.ALL,
                searches,
                secrets,
                true,
                slowSearch,
                Map.of("tag", "of_reader"),
                bufferItems,
                bufferBytes,
                new LinkedHashMap<>(senders));
        PumpSettings settings = new PumpSettings(
                Level.INFO, state, Optional.ofNullable(statsd), Map.of(), match, Optional.empty(), Map.of("r", reader));
        return new PumpConfig(settings, Map.of("json_state_file_path", state.toString(), "readers.r.version", version));
    }

    Path stateFile() {
        return directory.resolve("state.json");
    }

    Bench start() throws Exception {
        pump = new Pump(new Around(time, pause, Runnable::run, (where, failure) -> {}));
        pump.start(config("1"));
        return this;
    }

    Pump pump() {
        return pump;
    }

    static void until(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    @Override
    public void close() throws Exception {
        if (pump != null) {
            pump.stop(Duration.ofMinutes(1));
        }
    }
}
