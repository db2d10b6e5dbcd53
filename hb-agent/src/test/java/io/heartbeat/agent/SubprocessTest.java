package io.heartbeat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.agent.Subprocess.Outcome;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubprocessTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Subprocess subprocess = new Subprocess(TimeSource.SYSTEM, 1000);

    @TempDir
    Path directory;

    private Outcome sh(String script, Duration timeout) throws Exception {
        return subprocess.run(List.of("sh", "-c", script), Map.of("GREETING", "hello"), timeout);
    }

    @Test
    void outputErrorsAndExitCodeAreKeptApart() throws Exception {
        Outcome outcome = sh("echo $GREETING $LC_ALL; echo oops >&2; exit 3", MINUTE);

        assertThat(outcome.output()).isEqualTo("hello C\n");
        assertThat(outcome.errors()).isEqualTo("oops\n");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.cut()).isFalse();
        assertThat(outcome.timedOut()).isFalse();
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws Exception {
        Outcome outcome = subprocess.run(List.of("printf", "%s|", "$HOME", "a b", ";ls", "é"), Map.of(), MINUTE);

        assertThat(outcome.output()).isEqualTo("$HOME|a b|;ls|é|");
    }

    @Test
    void nothingStandsOnStandardInput() throws Exception {
        assertThat(sh("cat; echo end", MINUTE).output()).isEqualTo("end\n");
    }

    @Test
    void moreOutputThanIsKeptIsReadAndForgotten() throws Exception {
        Outcome outcome = sh("head -c 5000000 /dev/zero | tr '\\0' x; echo y >&2", MINUTE);

        assertThat(outcome.output()).isEqualTo("x".repeat(1000));
        assertThat(outcome.cut()).isTrue();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEqualTo("y\n");
    }

    @Test
    void outputThatNeverEndsIsBoundByTheTimeout() throws Exception {
        Outcome outcome = sh("yes", Duration.ofSeconds(3));

        assertThat(outcome.timedOut()).isTrue();
        assertThat(outcome.output()).startsWith("y\ny\n").hasSize(1000);
    }

    @Test
    void descendantThatFloodsTheOutputHoldsNothingUp() throws Exception {
        Outcome outcome = sh("yes & echo $! > " + directory.resolve("pid") + "; echo done", MINUTE);

        assertThat(outcome.timedOut()).isFalse();
        assertThat(outcome.exitCode()).isZero();
        await().atMost(ONE_MINUTE).until(() -> !alive("pid")); // its pipe is gone
    }

    @Test
    void signalShowsInTheExitCode() throws Exception {
        assertThat(sh("kill -SEGV $$", MINUTE).exitCode()).isEqualTo(139);
    }

    @Test
    void timeoutEndsAllThatForkTrapAndHide() throws Exception {
        // A child that ignores signals, its child in a session of its own, and an orphan whose parents are gone
        // already.
        Path script = Files.writeString(
                directory.resolve("tree"),
                """
                trap '' TERM INT HUP
                cd "$1"
                sh -c 'trap "" TERM INT HUP; echo $$ > child.new; mv child.new child; while :; do sleep 1; done' &
                setsid sh -c 'trap "" TERM; echo $$ > session.new; mv session.new session; while :; do sleep 1; done' &
                sh -c '(setsid sh -c "trap \\"\\" TERM; echo \\$\\$ > orphan.new; mv orphan.new orphan; while :; do sleep 1; done" &) & exit 0'
                echo begun
                : > begun
                while :; do sleep 1; done
                """);

        TimeSource time = new WhenAllAreThere(List.of("child", "session", "orphan", "begun"));
        Outcome outcome = new Subprocess(time, 1000)
                .run(List.of("sh", script.toString(), directory.toString()), Map.of(), Duration.ofSeconds(2));

        assertThat(outcome.timedOut()).isTrue();
        assertThat(outcome.output()).isEqualTo("begun\n");
        for (String process : List.of("child", "session", "orphan")) {
            assertThat(directory.resolve(process)).isNotEmptyFile();
            await(process).atMost(ONE_MINUTE).until(() -> !alive(process)); // an orphan is a zombie for a moment
        }
    }

    /** No time passes before these files are there, and what was said until then was read. */
    private final class WhenAllAreThere implements TimeSource {
        private final List<String> files;
        private int looks;

        WhenAllAreThere(List<String> files) {
            this.files = files;
        }

        @Override
        public Instant wall() {
            return Instant.EPOCH;
        }

        @Override
        public long steadyMillis() {
            if (files.stream().allMatch(file -> Files.exists(directory.resolve(file)))) {
                looks++;
            }
            return looks > 1 ? MINUTE.toMillis() : 0;
        }
    }

    private boolean alive(String file) throws IOException {
        long pid = Long.parseLong(Files.readString(directory.resolve(file)).strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void interruptEndsTheProgram() throws Exception {
        Path pid = directory.resolve("pid");
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                sh("echo $$ > " + pid + ".new; mv " + pid + ".new " + pid + "; sleep 1000", MINUTE);
                end.complete(null);
            } catch (Exception e) {
                end.complete(e);
            }
        });
        thread.start();
        await().atMost(ONE_MINUTE).until(() -> Files.exists(pid));

        thread.interrupt();

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(alive("pid")).isFalse();
    }

    @Test
    void programThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> subprocess.run(List.of("/no/such/program"), Map.of(), MINUTE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }
}
