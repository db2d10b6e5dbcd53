package io.heartbeat.pump.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.source.LogSource;
import io.heartbeat.pump.source.LogStream;
import io.heartbeat.pump.source.TestSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that is dead for an hour while a thousand lines a second come, on a clock that runs as fast as they are read. */
class DeadHourTest {
    private static final int LINES_PER_SECOND = 1000;
    private static final int HOUR = 3600;
    private static final int ITEMS = 20_000;
    private static final long BYTES = 2 << 20;
    private static final long SPOOL = 4 << 20;
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    private final AtomicLong millis = new AtomicLong();
    private final AtomicInteger tended = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final Sink sink = new Sink();

    /** It passes while the reader waits for lines, and while reading stands still. */
    private final TimeSource time = new TimeSource() {
        @Override
        public Instant wall() {
            return Instant.EPOCH.plusMillis(millis.get());
        }

        @Override
        public long steadyMillis() {
            return millis.get();
        }
    };

    private int seconds() {
        return (int) (millis.get() / 1000);
    }

    private int there() {
        return Math.min(seconds(), HOUR) * LINES_PER_SECOND;
    }

    private void rest(Duration asked) {
        long end = millis.get() + asked.toMillis();
        while (millis.get() < end && sink.down) {
            if (tended.get() > 0) {
                millis.addAndGet(100);
            }
            Thread.yield();
        }
    }

    /** A journal that has a thousand lines for each second that has passed, and keeps none of them in memory. */
    private final class Growing implements LogSource {
        private final LogSource one = new TestSource().messages(1);

        @Override
        public LogStream open(String after, TimeSource clock) throws IOException {
            LogStream entry = one.open(null, clock);
            entry.next();
            return new Counting(entry, after == null ? 0 : Integer.parseInt(after));
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

    private void takeInOrder(Batch batch) {
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            if (Integer.parseInt(batch.cursor(i)) != arrived.get() + 1) {
                throw new IllegalStateException("line " + batch.place(i) + " came behind line " + arrived);
            }
            arrived.incrementAndGet();
            batch.acknowledge(i);
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private PumpConfig config() {
        Bench bench = new Bench(directory, new TestSource());
        bench.bufferItems = ITEMS;
        bench.bufferBytes = BYTES;
        bench.spool = SPOOL;
        bench.interval = Duration.ofMillis(300);
        return bench.sender("s", sink).config("1", new Growing());
    }

    @Test
    void memoryAndDiskStayWithinTheirBoundsAndNothingIsLost() throws Exception {
        sink.down = true;
        sink.behaviour = this::takeInOrder;
        long before = heap();
        Pump pump = new Pump(new Around(time, this::rest, Runnable::run, (where, failure) -> {}));
        pump.start(config());
        try {
            eventually(() -> tended.get() > 0);
            long full = heap();
            int waiting = pump.status().get(0).waiting();
            eventually(() -> seconds() >= HOUR);
            long end = heap();

            System.out.println("dead hour: " + waiting + " of " + HOUR * LINES_PER_SECOND + " lines wait, "
                    + spoolBytes() / 1024 + " KiB on disk; heap after a full collection, KiB: " + before / 1024
                    + " at first, " + full / 1024 + " when all is full, " + end / 1024 + " after the hour");
            assertThat(waiting).isBetween(1, 200_000);
            assertThat(pump.status().get(0).waiting()).isBetween(waiting, 200_000);
            assertThat(spoolBytes()).isBetween(1L, SPOOL);
            assertThat(full - before).isLessThan(BYTES + 12 * MEBIBYTE);
            assertThat(end - full).isLessThan(2 * MEBIBYTE);
            sink.down = false;
            eventually(() -> arrived.get() == HOUR * LINES_PER_SECOND);
        } finally {
            pump.stop(Duration.ofMinutes(1));
        }
        assertThat(spoolBytes()).isZero();
    }

    /** Millions of lines are much for a slow machine. */
    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(5)).until(condition);
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
    private final class Counting implements LogStream {
        private final LogStream entry;
        private int at;
        private byte[] message = {};

        Counting(LogStream entry, int at) {
            this.entry = entry;
            this.at = at;
        }

        @Override
        public boolean next() {
            if (at >= there()) {
                return false;
            }
            message = ("line " + ++at).getBytes(StandardCharsets.US_ASCII);
            return true;
        }

        @Override
        public boolean await(Duration atMost) {
            millis.addAndGet(Math.min(50, atMost.toMillis()));
            Thread.yield();
            return at < there();
        }

        @Override
        public void tend() {
            tended.incrementAndGet();
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
