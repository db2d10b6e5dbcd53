package io.heartbeat.protocol;

import static io.heartbeat.protocol.Rejection.REPLAYED;
import static io.heartbeat.protocol.Rejection.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayWindowsTest {
    private static final long START = 1_763_712_000_000L;
    private final MutableClock clock = new MutableClock(START);
    private Path file;

    @TempDir
    private Path directory;

    private ReplayWindows start(Recovery.Kind expected) throws IOException {
        file = directory.resolve(ReplayWindows.FILE);
        ReplayWindows windows = new ReplayWindows(clock, Duration.ofSeconds(5));
        assertThat(windows.load(file).kind()).isEqualTo(expected);
        return windows;
    }

    @Test
    void knows_after_a_clean_stop_what_it_knew_before() throws IOException {
        ReplayWindows windows = start(Recovery.Kind.FIRST);
        clock.advance(1000);
        long sealed = clock.millis();
        assertThat(windows.accept("k", 1, 10, sealed)).isNull();
        windows.close(file);
        assertThat(windows.accept("k", 1, 11, sealed)).as("closed").isEqualTo(STALE);
        windows.save(file);
        windows = start(Recovery.Kind.CLEAN);
        assertThat(windows.accept("k", 1, 10, sealed)).isEqualTo(REPLAYED);
        assertThat(windows.accept("k", 1, 9, sealed)).as("late, but never seen").isNull();
        assertThat(windows.accept("new", 1, 1, START))
                .as("before the first start of all")
                .isEqualTo(REPLAYED);
    }

    @Test
    void does_not_take_the_mark_of_a_clean_stop_for_its_own() throws IOException {
        start(Recovery.Kind.FIRST).close(file);
        start(Recovery.Kind.CLEAN);
        start(Recovery.Kind.CRASHED);
    }

    @Test
    void hears_senders_again_three_save_intervals_after_the_last_save_before_a_crash() throws IOException {
        ReplayWindows windows = start(Recovery.Kind.FIRST);
        clock.advance(14_999);
        assertThat(windows.accept("k", 1, 1, clock.millis())).isNull();
        windows = start(Recovery.Kind.CRASHED);
        clock.advance(1);
        assertThat(windows.accept("k", 1, 2, clock.millis())).isEqualTo(REPLAYED);
        clock.advance(1);
        assertThat(windows.accept("k", 1, 2, clock.millis())).isNull();
        assertThat(windows.accept("k", 1, 1, clock.millis() - 2)).isEqualTo(REPLAYED);
    }

    @Test
    void learns_that_a_senders_clock_is_ahead() throws IOException {
        ReplayWindows windows = start(Recovery.Kind.FIRST);
        assertThat(windows.accept("k", 1, 1, clock.millis() + 60_000)).isEqualTo(STALE);
        windows.save(file);
        for (int i = 2; i < 20; i++) {
            clock.advance(5_000);
            assertThat(windows.accept("k", 1, i, clock.millis() + 60_000)).isNull();
            windows.save(file);
        }
        long last = clock.millis() + 60_000;
        clock.advance(1_000);
        windows = start(Recovery.Kind.CRASHED);
        assertThat(windows.accept("k", 1, 19, last)).isEqualTo(REPLAYED);
        clock.advance(15_000);
        assertThat(windows.accept("k", 1, 20, clock.millis() + 60_000)).isNull();
    }

    @Test
    void goes_on_hearing_when_the_disk_fails_and_promises_again_when_it_is_back() throws IOException {
        ReplayWindows windows = start(Recovery.Kind.FIRST);
        Path nowhere = directory.resolve("gone").resolve(ReplayWindows.FILE);
        assertThatThrownBy(() -> windows.save(nowhere)).isInstanceOf(IOException.class);
        clock.advance(600_000);
        assertThat(windows.accept("k", 1, 1, clock.millis())).isNull();
        windows.save(file);
        clock.advance(15_001);
        assertThat(windows.accept("k", 1, 2, clock.millis())).isEqualTo(STALE);
    }

    @Test
    void sets_a_damaged_file_aside_and_says_so() throws IOException {
        start(Recovery.Kind.FIRST).close(file);
        byte[] good = Files.readAllBytes(file);
        for (int at : new int[] {0, 5, 8, 20, good.length - 1}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            clock.advance(1);
            ReplayWindows windows = new ReplayWindows(clock, Duration.ofSeconds(5));
            Recovery recovery = windows.load(file);
            assertThat(recovery.kind()).isEqualTo(Recovery.Kind.DAMAGED);
            assertThat(recovery.message()).contains("checksum", "damaged-" + clock.millis());
            assertThat(directory.resolve(ReplayWindows.FILE + ".damaged-" + clock.millis()))
                    .hasBinaryContent(bad);
            assertThat(windows.accept("k", 1, 1, clock.millis())).isEqualTo(REPLAYED);
        }
        Files.write(file, new byte[3]);
        clock.advance(1);
        start(Recovery.Kind.DAMAGED);
    }

    @Test
    void keeps_its_file_to_itself() throws IOException {
        start(Recovery.Kind.FIRST);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void forgets_the_oldest_boot_but_never_what_it_sent() throws IOException {
        ReplayWindows windows = start(Recovery.Kind.FIRST);
        for (int boot = 1; boot <= 9; boot++) {
            clock.advance(10);
            assertThat(windows.accept("k", boot, 1, clock.millis())).isNull();
        }
        for (int boot = 1; boot <= 9; boot++) {
            assertThat(windows.accept("k", boot, 1, START + boot * 10)).isEqualTo(REPLAYED);
        }
        assertThat(windows.accept("k", 1, 2, clock.millis()))
                .as("alive after all")
                .isNull();
    }

    @Test
    void counts_sequence_numbers_beyond_the_sign() throws IOException {
        ReplayWindows windows = start(Recovery.Kind.FIRST);
        clock.advance(1);
        for (long seq : List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L)) {
            assertThat(windows.accept("k", 1, seq, clock.millis())).isNull();
        }
        for (long seq : List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L, -65L)) {
            assertThat(windows.accept("k", 1, seq, clock.millis())).isEqualTo(REPLAYED);
        }
        assertThat(windows.accept("k", 1, -64, clock.millis())).isNull();
    }
}
