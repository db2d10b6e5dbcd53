package io.heartbeat.agent.plugin.system;

import io.heartbeat.agent.Version;
import io.heartbeat.agent.plugin.InfoPlugin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OperatingSystem;

/** {@code os_info}: which system this is, on what processor, since when it runs. */
public final class OsInfo implements InfoPlugin {
    @Override
    public String name() {
        return "os_info";
    }

    @Override
    public Map<String, Object> collect() {
        SystemInfo system = new SystemInfo();
        OperatingSystem os = system.getOperatingSystem();
        CentralProcessor processor = system.getHardware().getProcessor();
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("system", System.getProperty("os.name"));
        metrics.put("distribution", os.getFamily());
        metrics.put("version", os.getVersionInfo().getVersion());
        metrics.put("kernel", System.getProperty("os.version"));
        metrics.put("arch", System.getProperty("os.arch"));
        metrics.put("hostname", os.getNetworkParams().getHostName());
        metrics.put("boot_time", Instant.ofEpochSecond(os.getSystemBootTime()).toString());
        metrics.put("uptime_seconds", os.getSystemUptime());
        metrics.put("cpu_model", processor.getProcessorIdentifier().getName());
        metrics.put("cpu_count", processor.getLogicalProcessorCount());
        metrics.put("cpu_cores", processor.getPhysicalProcessorCount());
        metrics.put(
                "memory_total_mb",
                Rounded.mebibytes(system.getHardware().getMemory().getTotal()));
        metrics.put("java_version", System.getProperty("java.version"));
        metrics.put("agent_version", Version.current());
        return metrics;
    }
}
