package io.heartbeat.agent.plugin.system;

import io.heartbeat.agent.plugin.MonitorPlugin;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/** {@code memory_monitor}: how full memory and swap are. Used is what programs cannot have: total less available. */
public final class MemoryMonitor implements MonitorPlugin {
    private GlobalMemory memory;

    @Override
    public String name() {
        return "memory_monitor";
    }

    @Override
    public Map<String, Object> collect() {
        if (memory == null) {
            memory = new SystemInfo().getHardware().getMemory();
        }
        long total = memory.getTotal();
        long available = memory.getAvailable();
        VirtualMemory swap = memory.getVirtualMemory();
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("percent", Rounded.percent(total - available, total));
        metrics.put("total_mb", Rounded.mebibytes(total));
        metrics.put("available_mb", Rounded.mebibytes(available));
        metrics.put("used_mb", Rounded.mebibytes(total - available));
        metrics.put("swap_percent", Rounded.percent(swap.getSwapUsed(), swap.getSwapTotal()));
        metrics.put("swap_total_mb", Rounded.mebibytes(swap.getSwapTotal()));
        metrics.put("swap_used_mb", Rounded.mebibytes(swap.getSwapUsed()));
        return metrics;
    }
}
