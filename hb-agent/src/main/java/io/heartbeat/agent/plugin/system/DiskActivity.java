package io.heartbeat.agent.plugin.system;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.SystemInfo;

/**
 * What disks have read and written. On Linux from {@code /proc/diskstats}, for OSHI needs udev, which containers lack;
 * elsewhere through OSHI.
 */
final class DiskActivity {
    private static final int SECTOR = 512;
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Path table;
    private final Path blocks;
    private final Rates rates;

    /**
     * @param table {@code /proc/diskstats}
     * @param blocks {@code /sys/block}, which tells disks from their partitions
     */
    DiskActivity(Path table, Path blocks, TimeSource time) {
        this.table = table;
        this.blocks = blocks;
        this.rates = new Rates(time);
    }

    private record Disk(String name, long reads, long readBytes, long writes, long writeBytes, long busyMillis) {}

    /** By disk; one that never did anything is left out. */
    Map<String, Object> look() throws IOException {
        rates.look();
        Map<String, Object> activity = new LinkedHashMap<>();
        for (Disk disk : Files.isReadable(table) ? fromKernel() : fromOshi()) {
            if (disk.reads + disk.writes > 0) {
                activity.put(disk.name, metrics(disk));
            }
        }
        return activity;
    }

    private List<Disk> fromKernel() throws IOException {
        List<Disk> disks = new ArrayList<>();
        for (String line : KernelTable.lines(table)) {
            String[] words = line.strip().split("\\s+");
            boolean virtual = words.length < 13 || words[2].matches("(loop|ram|zram|fd|sr)[0-9]+");
            if (!virtual && Files.exists(blocks.resolve(words[2].replace('/', '!')))) {
                long reads = Long.parseLong(words[3]);
                long writes = Long.parseLong(words[7]);
                disks.add(new Disk(
                        words[2],
                        reads,
                        SECTOR * Long.parseLong(words[5]),
                        writes,
                        SECTOR * Long.parseLong(words[9]),
                        Long.parseLong(words[12])));
            }
        }
        return disks;
    }

    private static List<Disk> fromOshi() {
        return new SystemInfo()
                .getHardware().getDiskStores().stream()
                        .map(disk -> new Disk(
                                disk.getName(),
                                disk.getReads(),
                                disk.getReadBytes(),
                                disk.getWrites(),
                                disk.getWriteBytes(),
                                disk.getTransferTime()))
                        .toList();
    }

    private Map<String, Object> metrics(Disk disk) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("reads", disk.reads);
        metrics.put("read_bytes", disk.readBytes);
        metrics.put("writes", disk.writes);
        metrics.put("write_bytes", disk.writeBytes);
        rates.put(metrics, "reads_per_s", disk.name + " reads", disk.reads);
        rates.put(metrics, "read_bytes_per_s", disk.name + " read", disk.readBytes);
        rates.put(metrics, "writes_per_s", disk.name + " writes", disk.writes);
        rates.put(metrics, "write_bytes_per_s", disk.name + " written", disk.writeBytes);
        rates.perSecond(disk.name + " busy", disk.busyMillis)
                .ifPresent(millis ->
                        metrics.put("busy_percent", Rounded.tenth(Math.min(100, 100 * millis / MILLIS_PER_SECOND))));
        return metrics;
    }
}
