package io.heartbeat.agent.plugin.system;

import io.heartbeat.agent.plugin.MonitorPlugin;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.software.os.OperatingSystem;

/**
 * {@code cpu_monitor}: how busy the processors were since the last look (for the first look: during one second), how long
 * the queue is, how many processes there are.
 */
public final class CpuMonitor implements MonitorPlugin {
    private static final long FIRST_LOOK_MILLIS = 1000;
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    private OperatingSystem os;
    private CentralProcessor processor;
    private long[] ticks;
    private long[][] coreTicks;

    @Override
    public String name() {
        return "cpu_monitor";
    }

    @Override
    public Map<String, Object> collect() throws InterruptedException {
        if (processor == null) {
            begin();
        }
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("cpu_percent", Rounded.tenth(100 * processor.getSystemCpuLoadBetweenTicks(ticks)));
        addWaiting(metrics);
        metrics.put(
                "per_core",
                Arrays.stream(processor.getProcessorCpuLoadBetweenTicks(coreTicks))
                        .map(load -> Rounded.tenth(100 * load))
                        .boxed()
                        .toList());
        remember();
        addLoad(metrics);
        addFrequency(metrics);
        metrics.put("process_count", os.getProcessCount());
        metrics.put("thread_count", os.getThreadCount());
        return metrics;
    }

    private void begin() throws InterruptedException {
        SystemInfo system = new SystemInfo();
        os = system.getOperatingSystem();
        processor = system.getHardware().getProcessor();
        remember();
        Thread.sleep(FIRST_LOOK_MILLIS);
    }

    /** Time in which a processor had work and could not do it: the disk was slow, or the host of a virtual machine. */
    private void addWaiting(Map<String, Object> metrics) {
        long[] now = processor.getSystemCpuLoadTicks();
        long total = 0;
        for (int i = 0; i < now.length; i++) {
            total += now[i] - ticks[i];
        }
        int iowait = TickType.IOWAIT.getIndex();
        int steal = TickType.STEAL.getIndex();
        metrics.put("iowait_percent", Rounded.percent(Math.max(0, now[iowait] - ticks[iowait]), total));
        metrics.put("steal_percent", Rounded.percent(Math.max(0, now[steal] - ticks[steal]), total));
    }

    private void remember() {
        ticks = processor.getSystemCpuLoadTicks();
        coreTicks = processor.getProcessorCpuLoadTicks();
    }

    private void addLoad(Map<String, Object> metrics) {
        double[] load = processor.getSystemLoadAverage(3);
        String[] names = {"load_1min", "load_5min", "load_15min"};
        for (int i = 0; i < names.length; i++) {
            if (load[i] >= 0) { // Windows knows no load
                metrics.put(names[i], Rounded.hundredth(load[i]));
            }
        }
    }

    private void addFrequency(Map<String, Object> metrics) {
        double now = Arrays.stream(processor.getCurrentFreq())
                .filter(hertz -> hertz > 0)
                .average()
                .orElse(0);
        if (now > 0) { // some virtual machines hide it
            metrics.put("frequency", Math.round(now / HERTZ_PER_MEGAHERTZ));
        }
        if (processor.getMaxFreq() > 0) {
            metrics.put("frequency_max", Math.round(processor.getMaxFreq() / HERTZ_PER_MEGAHERTZ));
        }
    }
}
