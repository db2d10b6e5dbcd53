package io.heartbeat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** No frame is accepted twice, whatever happens in between. */
class ReplayPropertiesTest {
    private static final Duration SAVES = Duration.ofSeconds(5);
    private Path directory;
    private Path file;

    record Frame(String key, long boot, long seq, long timestamp) {}

    enum Step {
        FRAME,
        REPLAY_ALL,
        WAIT,
        SAVE,
        KILL,
        KILL_BEFORE_THE_RENAME,
        STOP,
        LOSE_THE_DISK
    }

    record Action(Step step, int key, int boot, int seq, int offset) {}

    @BeforeProperty
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("replay");
        file = directory.resolve(ReplayWindows.FILE);
    }

    @AfterProperty
    void removeDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(directory);
    }

    /** One life after another of the same server, on one clock. */
    private final class Server {
        final MutableClock clock = new MutableClock(1_763_712_000_000L);
        final Set<Frame> accepted = new HashSet<>();
        final List<Frame> sent = new ArrayList<>();
        boolean diskFailed;
        ReplayWindows windows;

        Server() throws IOException {
            Files.deleteIfExists(file);
            start();
        }

        void start() throws IOException {
            windows = new ReplayWindows(clock, SAVES);
            windows.load(file);
            diskFailed = false;
        }

        void take(Frame frame) {
            if (diskFailed && frame.timestamp() > clock.millis()) {
                // A clock that is ahead is beyond the promise while the disk fails: see the Javadoc.
                return;
            }
            Rejection refused = windows.accept(frame.key(), frame.boot(), frame.seq(), frame.timestamp());
            if (refused == null) {
                assertThat(accepted.add(frame)).as("accepted again: %s", frame).isTrue();
            }
        }

        void act(Action action) throws IOException {
            switch (action.step()) {
                case FRAME -> {
                    long timestamp = clock.millis() + action.offset();
                    sent.add(new Frame("k" + action.key(), action.boot(), action.seq(), timestamp));
                    take(sent.get(sent.size() - 1));
                }
                case REPLAY_ALL -> sent.forEach(this::take);
                case WAIT -> clock.advance(Math.abs(action.offset()) / 4);
                case SAVE -> {
                    windows.save(file);
                    diskFailed = false;
                }
                case KILL -> start();
                case KILL_BEFORE_THE_RENAME -> {
                    Path kept = Files.copy(file, directory.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
                    windows.save(file);
                    Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
                    start();
                }
                case STOP -> {
                    windows.close(file);
                    start();
                }
                case LOSE_THE_DISK -> {
                    diskFailed = true;
                    try {
                        windows.save(directory.resolve("gone").resolve("file"));
                    } catch (IOException expected) {
                        assertThat(expected).isNotNull();
                    }
                }
            }
        }
    }

    @Property(tries = 100, seed = "50003")
    void no_frame_is_accepted_twice(@ForAll("actions") List<Action> actions) throws IOException {
        Server server = new Server();
        for (Action action : actions) {
            server.act(action);
        }
        server.sent.forEach(server::take);
        server.start();
        server.sent.forEach(server::take);
    }

    /** Kills at any moment of a save that runs beside the frames: a copy of the file is what a crash would leave. */
    @Property(tries = 10, seed = "50003")
    void no_frame_is_accepted_twice_when_killed_amid_a_save(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Server server = new Server();
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicReference<IOException> failure = new AtomicReference<>();
        Thread saver = new Thread(() -> {
            while (running.get()) {
                try {
                    server.windows.save(file);
                } catch (IOException e) {
                    failure.set(e);
                    return;
                }
            }
        });
        saver.start();
        Path left = directory.resolve("left");
        for (int i = 0; i < 400; i++) {
            server.clock.advance(random.nextInt(400));
            long timestamp = server.clock.millis() + random.nextInt(60_000) - 20_000;
            server.take(new Frame("k" + random.nextInt(4), random.nextInt(3), i, timestamp));
            if (i % 80 == 79) {
                Files.copy(file, left, StandardCopyOption.REPLACE_EXISTING);
                ReplayWindows after = new ReplayWindows(server.clock, SAVES);
                after.load(left);
                assertThat(server.accepted)
                        .isNotEmpty()
                        .allMatch(f -> after.accept(f.key(), f.boot(), f.seq(), f.timestamp()) != null);
            }
        }
        running.set(false);
        saver.join();
        assertThat(failure.get()).isNull();
    }

    @Property(tries = 20, seed = "50003")
    void a_sender_in_order_and_on_time_is_always_heard(@ForAll("waits") List<Integer> waits) throws IOException {
        Server server = new Server();
        int seq = 0;
        for (int wait : waits) {
            server.clock.advance(1 + wait);
            server.windows.save(file);
            assertThat(server.windows.accept("k", 1, ++seq, server.clock.millis()))
                    .isNull();
        }
    }

    @Provide
    Arbitrary<List<Integer>> waits() {
        return Arbitraries.integers().between(0, 200_000).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        Arbitrary<Step> steps = Arbitraries.frequency(
                Tuple.of(12, Step.FRAME),
                Tuple.of(2, Step.REPLAY_ALL),
                Tuple.of(5, Step.WAIT),
                Tuple.of(3, Step.SAVE),
                Tuple.of(2, Step.KILL),
                Tuple.of(1, Step.KILL_BEFORE_THE_RENAME),
                Tuple.of(1, Step.STOP),
                Tuple.of(1, Step.LOSE_THE_DISK));
        return Combinators.combine(
                        steps,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 150),
                        Arbitraries.integers().between(-95_000, 95_000))
                .as(Action::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }
}
