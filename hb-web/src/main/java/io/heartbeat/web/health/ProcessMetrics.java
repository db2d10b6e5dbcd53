package io.heartbeat.web.health;

import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Instrument.Kind;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The process and its virtual machine, under the names that Prometheus' own client libraries use. */
@ApplicationScoped
public class ProcessMetrics {
    /** Registers at the start of the application. */
    void started(@Observes @Initialized(ApplicationScoped.class) Object start, Telemetry telemetry) {
        List<Instrument> all = instruments();
        telemetry.family("process", () -> all);
    }

    static List<Instrument> instruments() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return List.of(
                new Instrument(
                        "process_start_time_seconds",
                        "Start of the process, seconds since 1970.",
                        Kind.GAUGE,
                        Map.of(),
                        () -> runtime.getStartTime() / 1000.0),
                new Instrument(
                        "process_cpu_seconds_total",
                        "Processor time spent, user and system.",
                        Kind.COUNTER,
                        Map.of(),
                        () -> ProcessHandle.current()
                                        .info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO)
                                        .toMillis()
                                / 1000.0),
                new Instrument(
                        "jvm_threads_current",
                        "Threads alive.",
                        Kind.GAUGE,
                        Map.of(),
                        ManagementFactory.getThreadMXBean()::getThreadCount),
                used("heap", () -> memory.getHeapMemoryUsage().getUsed()),
                used("nonheap", () -> memory.getNonHeapMemoryUsage().getUsed()));
    }

    private static Instrument used(String area, DoubleSupplier bytes) {
        return new Instrument(
                "jvm_memory_used_bytes", "Memory in use, by area.", Kind.GAUGE, Map.of("area", area), bytes);
    }
}
