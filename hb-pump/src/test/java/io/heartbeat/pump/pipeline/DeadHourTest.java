package io.heartbeat.pump.pipeline;

import static io.heartbeat.pump.pipeline.Bench.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.source.LogSource;
import io.heartbeat.pump.source.LogStream;
import io.heartbeat.pump.source.TestSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that is dead for an hour while a thousand lines a second come, on a clock that runs as fast as it can. */
class DeadHourTest {
    private static final int LINES_PER_SECOND = 1000;
    private static final int HOUR = 3600;
    private static final int ITEMS = 20_000;
    private static final long BYTES = 2 << 20;
    private static final long SPOOL = 4 << 20;

    @TempDir
    Path directory;

    private final AtomicLong seconds = new AtomicLong();

    /** A journal that has a thousand lines for each second that has passed, and keeps none of them in memory. */
    private final class Growing implements LogSource {
        private final LogSource one = new TestSource().messages(1);

        @Override
        public LogStream open(String after, TimeSource time) throws IOException {
            LogStream entry = one.open(null, time);
            entry.next();
            return new Counting(
                    entry, after == null ? 0 : Integer.parseInt(after), () -> (int) seconds.get() * LINES_PER_SECOND);
        }

        @Override
        public int compare(Object a, Object b) {
            return one.compare(a, b);
        }

        @Override
        public Object place(String cursor) {
            return one.place(cursor);
        }
    }

    @Test
    void memoryAndDiskStayWithinTheirBoundsAndNothingIsLost() throws Exception {
        AtomicLong got = new AtomicLong();
        AtomicLong highest = new AtomicLong();
        Sink sink = new Sink();
        sink.down = true;
        sink.behaviour = batch -> {
            for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
                if (Integer.parseInt(batch.cursor(i)) == highest.get() + 1) {
                    highest.incrementAndGet();
                }
                got.incrementAndGet();
                batch.acknowledge(i);
            }
        };
        Bench bench = new Bench(directory, new TestSource());
        bench.bufferItems = ITEMS;
        bench.bufferBytes = BYTES;
        bench.spool = SPOOL;
        bench.interval = Duration.ofMillis(300);
        bench.sender("s", sink);
        bench.pause = time -> seconds.addAndGet(Math.max(1, time.toSeconds()));
        Pump pump =
                new Pump(new Around(directory, TimeSource.SYSTEM, bench.pause, Runnable::run, (where, failure) -> {}));
        pump.start(bench.config("1", new Growing()));
        try {
            seconds.set(1);
            int[] most = {0};
            until(() -> {
                int waiting = pump.status().get(0).waiting();
                most[0] = Math.max(most[0], waiting);
                return seconds.get() >= HOUR;
            });
            assertThat(most[0]).isLessThan(200_000); // of 3,600,000: what two bounds hold
            assertThat(spoolBytes()).isLessThanOrEqualTo(SPOOL);
            seconds.set(HOUR / 10); // lets the test end soon: what was read before is in order, too
            sink.down = false;
            until(() -> pump.status().get(0).caughtUp() && got.get() >= LINES_PER_SECOND);
            assertThat(highest.get()).isEqualTo(got.get());
        } finally {
            pump.stop(Duration.ofSeconds(5));
        }
    }

    private long spoolBytes() throws IOException {
        Path spool = directory.resolve("spool/r/s");
        if (!Files.isDirectory(spool)) {
            return 0;
        }
        try (var files = Files.list(spool)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** The one entry, again and again, under another number and message. */
    private static final class Counting implements LogStream {
        private final LogStream entry;
        private final java.util.function.IntSupplier there;
        private int at;
        private byte[] message = {};

        Counting(LogStream entry, int at, java.util.function.IntSupplier there) {
            this.entry = entry;
            this.at = at;
            this.there = there;
        }

        @Override
        public boolean next() {
            if (at >= there.getAsInt()) {
                return false;
            }
            message = ("line " + ++at).getBytes(StandardCharsets.US_ASCII);
            return true;
        }

        @Override
        public boolean await(Duration atMost) throws InterruptedException {
            Thread.yield();
            return at < there.getAsInt();
        }

        @Override
        public void wake() {}

        @Override
        public int size() {
            return entry.size();
        }

        @Override
        public String name(int field) {
            return entry.name(field);
        }

        @Override
        public byte[] bytes(int field) {
            return field == 0 ? message : entry.bytes(field);
        }

        @Override
        public int offset(int field) {
            return 0;
        }

        @Override
        public int length(int field) {
            return bytes(field).length;
        }

        @Override
        public boolean shared(int field) {
            return false;
        }

        @Override
        public Object memo(int field) {
            return null;
        }

        @Override
        public void memo(int field, Object memo) {
            throw new IllegalStateException("nothing is shared here");
        }

        @Override
        public long realtimeMicros() {
            return entry.realtimeMicros() + at * 1000L;
        }

        @Override
        public Object place() {
            return at;
        }

        @Override
        public long corrupted() {
            return 0;
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public void close() {
            entry.close();
        }
    }
}
