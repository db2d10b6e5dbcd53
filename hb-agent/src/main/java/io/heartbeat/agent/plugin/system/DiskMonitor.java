package io.heartbeat.agent.plugin.system;

import io.heartbeat.agent.plugin.MonitorPlugin;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;

/**
 * {@code disk_monitor}: how full each mounted file system is, and what disks do. A file system that does not answer, such as
 * one of a server that is gone, is reported as such and delays the others by five seconds at most.
 */
public final class DiskMonitor implements MonitorPlugin {
    private static final long PATIENCE_MILLIS = 5000;

    private final Mounts mounts;
    private final DiskActivity activity;
    private final Patience<Space> patience;
    private List<PathMatcher> included = List.of();
    private List<PathMatcher> excluded = List.of();
    private boolean network;

    /** For the service loader. */
    public DiskMonitor() {
        this(
                new Mounts(),
                new DiskActivity(Path.of("/proc/diskstats"), Path.of("/sys/block"), TimeSource.SYSTEM),
                new Patience<>(TimeSource.SYSTEM, PATIENCE_MILLIS));
    }

    DiskMonitor(Mounts mounts, DiskActivity activity, Patience<Space> patience) {
        this.mounts = mounts;
        this.activity = activity;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "disk_monitor";
    }

    @Override
    public void configure(Section section) {
        included = globs(section, "include");
        excluded = globs(section, "exclude");
        network = section.flag("network", false);
    }

    private static List<PathMatcher> globs(Section section, String key) {
        try {
            return section.texts(key).stream()
                    .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                    .toList();
        } catch (PatternSyntaxException e) {
            section.problem(key, "is no pattern for mount points, such as /srv/*: " + e.getDescription());
            return List.of();
        }
    }

    @Override
    public Map<String, Object> collect() throws IOException, InterruptedException {
        Map<String, Callable<Space>> questions = new LinkedHashMap<>();
        for (Mount mount : mounts.matching(this::wanted)) {
            questions.put(mount.point(), () -> Space.of(mount.point()));
        }
        Map<String, Object> partitions = new LinkedHashMap<>();
        int unanswered = 0;
        for (Map.Entry<String, Patience.Answer<Space>> entry :
                patience.ask(questions).entrySet()) {
            Patience.Answer<Space> answer = entry.getValue();
            if (answer.value() == null) {
                unanswered++;
                partitions.put(entry.getKey(), Map.of("error", answer.error()));
            } else if (answer.value().total() > 0) {
                partitions.put(entry.getKey(), answer.value().metrics());
            }
        }
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("partitions", partitions);
        metrics.put("partitions_unanswered", unanswered);
        metrics.put("io", activity.look());
        return metrics;
    }

    /** What is named by {@code include} is wanted whatever it is. */
    private boolean wanted(Mount mount) {
        Path point = Path.of(mount.point());
        if (excluded.stream().anyMatch(glob -> glob.matches(point))) {
            return false;
        }
        return included.isEmpty()
                ? mount.fillable() && (network || !mount.network())
                : included.stream().anyMatch(glob -> glob.matches(point));
    }
}
