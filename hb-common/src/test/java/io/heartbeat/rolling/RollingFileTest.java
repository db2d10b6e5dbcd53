package io.heartbeat.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {
    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private Path path;
    private RollingPolicy policy;

    @BeforeEach
    void name() {
        path = directory.resolve("messages.journal");
        policy = RollingPolicy.of(path);
    }

    @Test
    void rotatesBeforeTheLineThatWouldExceedTheBound() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(12))) {
            assertThat(write(file, "12345\n12345\n1\n")).isEqualTo(14);
            assertThat(file.rotations()).isEqualTo(1);
            assertThat(file.size()).isEqualTo(2);
            assertThat(file.lastRotation()).contains(time.wall());
        }
        assertThat(names()).containsExactly("messages.journal", "messages.journal.20261121-073605");
        assertThat(backup("20261121-073605")).hasContent("12345\n12345\n");
        assertThat(path).hasContent("1\n");
    }

    @Test
    void oneByteLessThanTheLineNeedsIsTooLittle() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(11))) {
            write(file, "12345\n12345\n");
        }
        assertThat(backup("20261121-073605")).hasContent("12345\n");
        assertThat(path).hasContent("12345\n");
    }

    @Test
    void aLineLongerThanTheBoundHasAFileOfItsOwn() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(4))) {
            write(file, "1\n12345678\n2\n");
        }
        assertThat(backup("20261121-073605")).hasContent("1\n");
        assertThat(backup("20261121-073605.1")).hasContent("12345678\n");
        assertThat(path).hasContent("2\n");
    }

    @Test
    void collisionsWithinOneSecondOverwriteNothingAndKeepTheirOrder() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(3))) {
            for (int i = 10; i < 40; i++) {
                write(file, i + "\n");
            }
            List<String> contents = file.backups().stream()
                    .map(backup -> read(backup.files().get(0)).trim())
                    .toList();
            assertThat(contents).hasSize(29).isSorted().startsWith("10", "11");
        }
    }

    @Test
    void retentionDeletesTheOldestAndKeepsForeignFiles() throws IOException {
        Path foreign = Files.writeString(directory.resolve("messages.journal.old"), "mine");
        try (RollingFile file = open(policy.withMaxSize(3).withMaxBackups(2))) {
            for (int i = 10; i < 15; i++) {
                write(file, i + "\n");
                runBackground();
                time.pass(Duration.ofSeconds(1));
            }
            assertThat(file.backups()).extracting(Backup::stamp).containsExactly("20261121-073608", "20261121-073609");
        }
        assertThat(foreign).exists();
    }

    @Test
    void syncSaysWhetherAllIsOnTheDisk() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(12))) {
            assertThat(file.sync()).isTrue();
            write(file, "12345\n12345\n1\n");
            assertThat(file.sync()).isTrue();
        }
        assertThat(backup("20261121-073605")).hasContent("12345\n12345\n");
        Files.delete(path);
        Files.createDirectory(path);
        try (RollingFile file = open(policy)) {
            assertThat(file.sync()).isFalse();
        }
    }

    @Test
    void continuesTheFileOfAnEarlierRun() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(12))) {
            write(file, "12345\n");
        }
        try (RollingFile file = open(policy.withMaxSize(12))) {
            assertThat(file.size()).isEqualTo(6);
            write(file, "12345\n12345\n");
        }
        assertThat(backup("20261121-073605")).hasContent("12345\n12345\n");
        assertThat(path).hasContent("12345\n");
    }

    @Test
    void cutsALineThatAKilledRunLeftUnfinished() throws IOException {
        byte[] torn = new byte[200_000];
        Arrays.fill(torn, (byte) 'x');
        torn[5] = '\n';
        Files.write(path, torn);
        try (RollingFile file = open(policy)) {
            assertThat(file.size()).isEqualTo(6);
            write(file, "whole\n");
        }
        assertThat(path).hasContent("xxxxx\nwhole\n");
    }

    @Test
    void cutsAFileWithoutAnyWholeLineToNothing() throws IOException {
        Files.writeString(path, "{\"half");
        try (RollingFile file = open(policy)) {
            assertThat(file.size()).isZero();
        }
        assertThat(path).isEmptyFile();
    }

    @Test
    void rotatesByTimeWithoutTraffic() throws IOException {
        time.jump(Instant.now());
        Instant midnight = Schedule.every(Duration.ofDays(1)).next(time.wall());
        try (RollingFile file = open(policy.withSchedule(Schedule.every(Duration.ofDays(1))))) {
            write(file, "before\n");
            time.pass(Duration.between(time.wall(), midnight).minusSeconds(1));
            file.tend();
            assertThat(file.rotations()).isZero();
            time.pass(Duration.ofSeconds(1));
            file.tend();
            assertThat(file.rotations()).isEqualTo(1);
            time.pass(Duration.ofDays(2));
            file.tend();
            assertThat(file.rotations()).as("an empty file stays").isEqualTo(1);
        }
    }

    @Test
    void rotatesAtTheStartWhatBelongsToAnEarlierPeriod() throws IOException {
        Files.writeString(path, "yesterday\n");
        time.jump(Instant.now().plus(Duration.ofDays(1)));
        try (RollingFile file = open(policy.withSchedule(Schedule.every(Duration.ofDays(1))))) {
            assertThat(file.rotations()).isEqualTo(1);
        }
    }

    @Test
    void compressesBackupsInTheBackgroundWithTheirPermissions() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(3).withSteps(List.of(new Gzip())))) {
            write(file, "10\n11\n");
            assertThat(backup("20261121-073605")).exists();
            runBackground();
            assertThat(names()).containsExactly("messages.journal", "messages.journal.20261121-073605.gz");
            assertThat(unzip(backup("20261121-073605.gz"))).isEqualTo("10\n");
            assertThat(permissions(backup("20261121-073605.gz"))).isEqualTo("rw-r-----");
            assertThat(permissions(path)).isEqualTo("rw-r-----");
        }
    }

    @Test
    void finishesAtTheStartWhatACrashLeft() throws IOException {
        Files.writeString(backup("20261120-000000"), "plain\n");
        Files.writeString(backup("20261120-000001"), "both\n");
        Files.writeString(backup("20261120-000001.gz"), "cut");
        Files.writeString(backup("20261120-000002.gz.part"), "half");
        open(policy.withSteps(List.of(new Gzip()))).close();
        runBackground();
        assertThat(names())
                .containsExactly(
                        "messages.journal",
                        "messages.journal.20261120-000000.gz",
                        "messages.journal.20261120-000001.gz");
        assertThat(unzip(backup("20261120-000000.gz"))).isEqualTo("plain\n");
        assertThat(unzip(backup("20261120-000001.gz"))).isEqualTo("both\n");
    }

    @Test
    void aBackupOfTheSameSecondCountsWhenItIsCompressed() throws IOException {
        Files.writeString(backup("20261121-073605.gz"), "kept");
        try (RollingFile file = open(policy.withMaxSize(3))) {
            write(file, "10\n11\n");
        }
        assertThat(backup("20261121-073605.gz")).hasContent("kept");
        assertThat(backup("20261121-073605.1")).hasContent("10\n");
    }

    @Test
    void aFailingStepIsVisibleAndTriedAgain() throws IOException {
        Path wall = Files.createDirectories(backup("20261120-000000.gz").resolve("not empty"));
        Files.writeString(backup("20261120-000000"), "plain\n");
        try (RollingFile file = open(policy.withSteps(List.of(new Gzip())))) {
            runBackground();
            assertThat(file.upkeepProblem()).isPresent();
            Files.delete(wall);
            Files.delete(wall.getParent());
            time.pass(Duration.ofMinutes(1));
            file.tend();
            runBackground();
            assertThat(file.upkeepProblem()).isEmpty();
        }
        assertThat(unzip(backup("20261120-000000.gz"))).isEqualTo("plain\n");
    }

    @Test
    void aFileThatOthersMovedAwayIsMadeAnew() throws IOException {
        try (RollingFile file = open(policy)) {
            write(file, "before\n");
            Files.move(path, directory.resolve("away"));
            time.pass(Duration.ofMillis(100));
            write(file, "after\n");
        }
        assertThat(path).hasContent("after\n");
    }

    @Test
    void aFileThatOthersTruncatedIsGoneOnWith() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(10))) {
            write(file, "12345678\n");
            Files.write(path, new byte[0]);
            time.pass(Duration.ofMillis(100));
            write(file, "after\n");
            assertThat(file.rotations()).isZero();
            assertThat(file.size()).isEqualTo(6);
        }
        assertThat(path).hasContent("after\n");
    }

    @Test
    void otherNamesOfBackups() throws IOException {
        try (RollingFile file = open(policy.withMaxSize(3).withStamps(Stamps.closed("yyyy-MM-dd-HH-mm-ss-SSSSSS")))) {
            write(file, "10\n11\n");
            assertThat(file.backups()).extracting(Backup::stamp).containsExactly("2026-11-21-07-36-05-250000");
        }
    }

    @Test
    void anInterruptedThreadStillWrites() throws IOException {
        try (RollingFile file = open(policy)) {
            write(file, "before\n");
            Thread.currentThread().interrupt();
            assertThat(write(file, "under interrupt\n")).isEqualTo(16);
            assertThat(Thread.interrupted()).isTrue();
            write(file, "after\n");
            assertThat(file.alarm()).isEmpty();
        }
        assertThat(path).hasContent("before\nunder interrupt\nafter\n");
    }

    @Test
    void rawBytesAreKeptAsTheyComeAndNothingIsCut() throws IOException {
        try (RollingFile file = open(policy.forRawBytes())) {
            write(file, "whole\ntorn");
        }
        try (RollingFile file = open(policy.forRawBytes())) {
            assertThat(file.size()).isEqualTo(10);
            write(file, " and mended\n");
        }
        assertThat(path).hasContent("whole\ntorn and mended\n");
    }

    @Test
    void rawBytesAreRotatedBetweenLinesWhereTheyCanBe() throws IOException {
        try (RollingFile file = open(policy.forRawBytes().withMaxSize(8))) {
            assertThat(write(file, "1234\n67")).isEqualTo(7);
            assertThat(write(file, "8901234567890\n")).isEqualTo(14);
        }
        assertThat(backup("20261121-073605")).hasContent("1234\n67");
        assertThat(backup("20261121-073605.1")).hasContent("89012345");
        assertThat(path).hasContent("67890\n");
    }

    @Test
    void whatIsSyncedCanBeToldAndTakenBack() throws IOException {
        try (RollingFile file = open(policy.forRawBytes())) {
            write(file, "kept");
            assertThat(file.sync()).isTrue();
            write(file, " doubtful");
            assertThat(file.truncate(4)).isTrue();
            assertThat(file.size()).isEqualTo(4);
            write(file, "!");
            assertThat(file.sync()).isTrue();
        }
        assertThat(path).hasContent("kept!");
    }

    @Test
    void aSymbolicLinkInThePlaceOfTheFileIsNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "mine\n");
        Files.createSymbolicLink(path, elsewhere);
        try (RollingFile file = open(policy)) {
            assertThat(write(file, "theirs\n")).isZero();
            assertThat(file.alarm().orElseThrow().reason()).contains("not a regular file");
        }
        assertThat(elsewhere).hasContent("mine\n");
    }

    @Test
    void namesMayTellWhenTheFileWasBegun() throws IOException {
        Stamps begun = new Stamps(
                "yyyy-MM-dd-HH-mm-ss-SSSSSS",
                ZoneId.of("Asia/Tokyo"),
                file -> Optional.of(Instant.parse("2026-01-01T00:00:00Z")));
        Files.writeString(path, "of an earlier run\n");
        try (RollingFile file = open(policy.withStamps(begun))) {
            time.pass(Duration.ofHours(1));
            file.rotate();
            time.pass(Duration.ofHours(1));
            write(file, "next\n");
            file.rotate();
        }
        assertThat(backup("2026-01-01-09-00-00-000000")).exists();
        assertThat(backup("2026-11-21-17-36-05-250000")).exists();
    }

    @Test
    void aFileAtRestIsRotatedInTimeAndWrittenAgain() throws IOException {
        time.jump(Instant.now());
        try (RollingFile file = open(policy.withSchedule(Schedule.every(Duration.ofDays(1))))) {
            write(file, "before\n");
            file.rest();
            file.tend();
            assertThat(file.rotations()).isZero();
            time.pass(Duration.ofDays(1));
            file.tend();
            assertThat(file.rotations()).isEqualTo(1);
            file.rest();
            write(file, "after\n");
        }
        assertThat(path).hasContent("after\n");
    }

    private RollingFile open(RollingPolicy how) {
        return new RollingFile(how, time, background::add);
    }

    private void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    private static int write(RollingFile file, String lines) {
        byte[] bytes = ("#" + lines).getBytes(UTF_8);
        return file.write(bytes, 1, bytes.length - 1);
    }

    private Path backup(String endings) {
        return directory.resolve("messages.journal." + endings);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String unzip(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
