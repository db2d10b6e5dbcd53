package io.heartbeat.agent.plugin.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SystemPluginsTest {
    @Test
    void osInfoNamesTheSystem() {
        Map<String, Object> metrics = new OsInfo().collect();

        assertThat(metrics.keySet())
                .containsExactly(
                        "system",
                        "distribution",
                        "version",
                        "kernel",
                        "arch",
                        "hostname",
                        "boot_time",
                        "uptime_seconds",
                        "cpu_model",
                        "cpu_count",
                        "cpu_cores",
                        "memory_total_mb",
                        "java_version",
                        "agent_version");
        assertThat(metrics)
                .containsEntry("system", "Linux")
                .containsEntry("cpu_count", Runtime.getRuntime().availableProcessors());
        assertThat((String) metrics.get("agent_version")).matches("[0-9]+\\.[0-9]+.*");
        assertThat(Instant.parse((String) metrics.get("boot_time"))).isBefore(Instant.now());
        assertThat((Long) metrics.get("uptime_seconds")).isPositive();
    }

    @Test
    void cpuMonitorHasItsMetrics() throws Exception {
        CpuMonitor monitor = new CpuMonitor();

        Map<String, Object> metrics = monitor.collect();

        assertThat(metrics.keySet())
                .contains(
                        "cpu_percent",
                        "iowait_percent",
                        "steal_percent",
                        "per_core",
                        "load_1min",
                        "load_5min",
                        "load_15min",
                        "process_count",
                        "thread_count");
        assertThat((Double) metrics.get("cpu_percent")).isBetween(0.0, 100.0);
        assertThat((List<?>) metrics.get("per_core"))
                .hasSize(Runtime.getRuntime().availableProcessors())
                .allSatisfy(load -> assertThat((Double) load).isBetween(0.0, 100.0));
        assertThat((Integer) metrics.get("process_count")).isPositive();
        assertThat((Integer) metrics.get("thread_count")).isPositive();
    }

    @Test
    void loadIsThatOfTheKernel() throws Exception {
        double load = (Double) new CpuMonitor().collect().get("load_15min");

        double kernel;
        try (Scanner words = new Scanner(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII)) {
            words.next();
            words.next();
            kernel = Double.parseDouble(words.next());
        }
        assertThat(load).isCloseTo(kernel, Offset.offset(0.5));
    }

    @Test
    void secondLookOfCpuMonitorDoesNotWait() throws Exception {
        CpuMonitor monitor = new CpuMonitor();
        monitor.collect();

        Thread.currentThread().interrupt();
        Map<String, Object> metrics = monitor.collect();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(metrics).containsKey("cpu_percent");
    }

    @Test
    void memoryMonitorHasItsMetrics() throws Exception {
        Map<String, Object> metrics = new MemoryMonitor().collect();

        assertThat(metrics.keySet())
                .containsExactly(
                        "percent",
                        "total_mb",
                        "available_mb",
                        "used_mb",
                        "swap_percent",
                        "swap_total_mb",
                        "swap_used_mb");
        assertThat((Double) metrics.get("percent")).isBetween(0.0, 100.0);
        long total = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
        assertThat((Long) metrics.get("total_mb")).isEqualTo(Math.round(total / 1024.0));
        assertThat((Long) metrics.get("used_mb") + (Long) metrics.get("available_mb"))
                .isCloseTo((Long) metrics.get("total_mb"), Offset.offset(1L));
    }

    @Test
    void monitorsAreAskedEachFiveMinutes() {
        assertThat(new CpuMonitor().interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(new MemoryMonitor().interval()).isEqualTo(Duration.ofMinutes(5));
    }
}
