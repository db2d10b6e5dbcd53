package io.heartbeat.agent.plugin.system;

import io.heartbeat.agent.plugin.InfoPlugin;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code filesystem_info}: which file systems are mounted, from where, how; those of the kernel left out. */
public final class FilesystemInfo implements InfoPlugin {
    private static final long PATIENCE_MILLIS = 5000;

    private final Mounts mounts;
    private final Patience<Long> patience;

    /** For the service loader. */
    public FilesystemInfo() {
        this(new Mounts(), new Patience<>(TimeSource.SYSTEM, PATIENCE_MILLIS));
    }

    FilesystemInfo(Mounts mounts, Patience<Long> patience) {
        this.mounts = mounts;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "filesystem_info";
    }

    @Override
    public Map<String, Object> collect() throws IOException, InterruptedException {
        Map<String, Mount> byPoint = new LinkedHashMap<>();
        Map<String, Callable<Long>> questions = new LinkedHashMap<>();
        for (Mount mount : mounts.matching(Mount::real)) {
            byPoint.put(mount.point(), mount);
            questions.put(mount.point(), () -> Mounts.totalBytes(mount));
        }
        Map<String, Object> filesystems = new LinkedHashMap<>();
        patience.ask(questions)
                .forEach((point, total) -> filesystems.put(point, metrics(byPoint.get(point), total.value())));
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("filesystem_count", filesystems.size());
        metrics.put("filesystems", filesystems);
        return metrics;
    }

    private static Map<String, Object> metrics(Mount mount, Long total) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("device", mount.device());
        metrics.put("type", mount.type());
        metrics.put("options", String.join(",", mount.options()));
        metrics.put("read_only", mount.readOnly());
        metrics.put("network", mount.network());
        if (total != null && total > 0) {
            metrics.put("total_gb", Rounded.gibibytes(total));
        }
        return metrics;
    }
}
