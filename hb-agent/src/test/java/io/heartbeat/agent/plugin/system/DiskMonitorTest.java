package io.heartbeat.agent.plugin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.agent.TestTime;
import io.heartbeat.agent.plugin.Configured;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.SettingsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskMonitorTest {
    @TempDir
    Path directory;

    private final TestTime time = new TestTime();

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> partitions(Map<String, Object> report) {
        return (Map<String, Map<String, Object>>) report.get("partitions");
    }

    @Test
    void rootOfThisMachineIsAsFullAsJavaSays() throws Exception {
        Map<String, Object> report = Configured.with(new DiskMonitor(), "{}").collect();

        FileStore root = Files.getFileStore(Path.of("/"));
        Map<String, Object> metrics = partitions(report).get("/");
        double used = root.getTotalSpace() - root.getUnallocatedSpace();
        assertThat((Double) metrics.get("percent"))
                .isCloseTo(100 * used / (used + root.getUsableSpace()), Offset.offset(1.0));
        assertThat((Double) metrics.get("free_gb")).isCloseTo(root.getUsableSpace() / 0x1p30, Offset.offset(1.0));
        assertThat((Long) metrics.get("free_mb")).isPositive();
        assertThat(metrics).containsKeys("total_gb", "used_gb", "inodes_percent");
        assertThat(report).containsEntry("partitions_unanswered", 0);
    }

    @Test
    void mountPointsAreChosenByPattern() throws Exception {
        assertThat(partitions(Configured.with(new DiskMonitor(), "include: [/]").collect()))
                .containsOnlyKeys("/");
        assertThat(partitions(Configured.with(new DiskMonitor(), "exclude: ['/**', /]")
                        .collect()))
                .isEmpty();
        assertThatThrownBy(() -> Configured.with(new DiskMonitor(), "include: ['/[']"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("include: is no pattern");
    }

    @Test
    void fileSystemThatIsGoneIsAnErrorOfItsOwn() throws Exception {
        Path table = Files.writeString(
                directory.resolve("mountinfo"),
                "1 2 8:1 / /no/such/point rw - ext4 a rw\n1 2 8:2 / / rw - ext4 b rw\n");
        DiskMonitor monitor = new DiskMonitor(
                new Mounts(table),
                new DiskActivity(Path.of("/proc/diskstats"), Path.of("/sys/block"), time),
                new Patience<>(TimeSource.SYSTEM, 60_000));

        Map<String, Object> report = monitor.collect();

        assertThat(partitions(report).get("/no/such/point")).containsOnlyKeys("error");
        assertThat(partitions(report).get("/")).containsKey("percent");
        assertThat(report).containsEntry("partitions_unanswered", 1);
    }

    @Test
    void whatHangsIsAskedByOneThreadOnlyAndTheOthersAnswer() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(2);
        Patience<String> patience = new Patience<>(TimeSource.SYSTEM, 1000);
        Callable<String> hangs = () -> {
            asked.countDown();
            release.await();
            return "late";
        };
        Map<String, Callable<String>> questions = Map.of("hangs", hangs, "fine", () -> "well");

        assertThat(patience.ask(questions).get("hangs").error()).isEqualTo("no answer within 1.0 s");
        assertThat(patience.ask(questions).get("fine").value()).isEqualTo("well");
        assertThat(asked.getCount()).isOne();

        release.countDown();
        Patience<String> patient = new Patience<>(TimeSource.SYSTEM, 60_000);
        assertThat(patient.ask(questions).get("hangs").value()).isEqualTo("late");
    }

    @Test
    void disksAreCountedFromTheKernelsTable() throws Exception {
        Path blocks = Files.createDirectories(directory.resolve("block/sda")).getParent();
        Path table = directory.resolve("diskstats");
        Files.writeString(
                table,
                """
                   7       0 loop0 9 0 9 0 9 0 9 0 0 9 0
                   8       0 sda 100 0 2000 0 50 0 1000 0 0 4000 0 1 2 3 4
                   8       1 sda1 90 0 1900 0 40 0 900 0 0 300 0
                   8      16 sdb 0 0 0 0 0 0 0 0 0 0 0
                short
                """);
        DiskActivity activity = new DiskActivity(table, blocks, time);

        assertThat(activity.look())
                .containsOnlyKeys("sda")
                .containsEntry(
                        "sda", Map.of("reads", 100L, "read_bytes", 1_024_000L, "writes", 50L, "write_bytes", 512_000L));
        time.pass(Duration.ofSeconds(10));
        Files.writeString(table, " 8 0 sda 120 0 2200 0 50 0 1000 0 0 9000 0\n");
        assertThat(activity.look().get("sda").toString())
                .contains("reads_per_s=2.0", "read_bytes_per_s=10240.0", "writes_per_s=0.0", "busy_percent=50.0");
        time.pass(Duration.ofSeconds(10));
        Files.writeString(table, " 8 0 sda 5 0 200 0 60 0 1000 0 0 9000 0\n");
        assertThat(activity.look().get("sda").toString()) // began anew
                .doesNotContain("reads_per_s", "read_bytes_per_s")
                .contains("writes_per_s=1.0");
    }

    @Test
    void disksOfThisMachineAreAlsoKnownToOshi() throws Exception {
        DiskActivity oshi = new DiskActivity(directory.resolve("none"), directory, time);

        assertThat(oshi.look().values())
                .allSatisfy(disk -> assertThat(disk.toString()).contains("read_bytes="));
    }

    @Test
    void fileSystemsAreDescribed() throws Exception {
        Map<String, Object> report = new FilesystemInfo().collect();

        Map<?, ?> root = (Map<?, ?>) ((Map<?, ?>) report.get("filesystems")).get("/");
        assertThat(root.get("type")).isEqualTo(Files.getFileStore(Path.of("/")).type());
        assertThat(root.keySet().stream().map(Object::toString))
                .containsExactly("device", "type", "options", "read_only", "network", "total_gb");
        assertThat((Integer) report.get("filesystem_count")).isPositive();
    }
}
