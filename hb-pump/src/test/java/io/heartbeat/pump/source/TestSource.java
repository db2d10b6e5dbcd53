package io.heartbeat.pump.source;

import io.heartbeat.clock.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Entries in memory; their places are numbers from 1. More may be added while it is read. Thread-safe. */
public final class TestSource implements LogSource {
    private static final long FIRST_MICROS = 1_590_581_737_308_352L;

    private final List<byte[][]> entries = new ArrayList<>();
    private final List<String[]> names = new ArrayList<>();
    private int opened;
    private int tended;
    private long corrupted;
    private long lost;

    /** Adds an entry of {@code NAME=value} texts. */
    public TestSource add(String... fields) {
        byte[][] values = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            values[i] = fields[i].substring(fields[i].indexOf('=') + 1).getBytes(StandardCharsets.UTF_8);
        }
        return add(values, fields);
    }

    /** Adds an entry of these values; names are what stands before the equals sign. */
    public synchronized TestSource add(byte[][] values, String... fields) {
        String[] own = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            own[i] = fields[i].substring(0, fields[i].indexOf('=')).intern();
        }
        entries.add(values);
        names.add(own);
        notifyAll();
        return this;
    }

    /** Adds so many entries {@code MESSAGE=m1}, {@code m2}, …, numbered on. */
    public TestSource messages(int count) {
        for (int i = 0; i < count; i++) {
            add("MESSAGE=m" + (size() + 1), "_PID=7", "PRIORITY=6");
        }
        return this;
    }

    synchronized int size() {
        return entries.size();
    }

    /** How often it was opened. */
    public synchronized int opened() {
        return opened;
    }

    /** How often a stream was tended. */
    public synchronized int tended() {
        return tended;
    }

    /** What each stream of it says from now on. */
    public synchronized void broken(long nowCorrupted, long nowLost) {
        corrupted = nowCorrupted;
        lost = nowLost;
    }

    @Override
    public synchronized LogStream open(String after, TimeSource time) {
        opened++;
        return new Stream(after == null ? 0 : Integer.parseInt(after));
    }

    @Override
    public int compare(Object one, Object other) {
        return Integer.compare((Integer) one, (Integer) other);
    }

    @Override
    public Object place(String cursor) {
        return Integer.valueOf(cursor);
    }

    private final class Stream implements LogStream {
        private int at;
        private boolean woken;

        Stream(int at) {
            this.at = at;
        }

        @Override
        public boolean next() {
            synchronized (TestSource.this) {
                if (at < entries.size()) {
                    at++;
                    return true;
                }
                return false;
            }
        }

        @Override
        public boolean await(Duration atMost) throws InterruptedException {
            synchronized (TestSource.this) {
                if (at >= entries.size() && !woken && !atMost.isZero()) {
                    TestSource.this.wait(Math.min(10, atMost.toMillis()));
                }
                woken = false;
                return at < entries.size();
            }
        }

        @Override
        public void wake() {
            synchronized (TestSource.this) {
                woken = true;
                TestSource.this.notifyAll();
            }
        }

        @Override
        public int size() {
            return name().length;
        }

        private String[] name() {
            synchronized (TestSource.this) {
                return names.get(at - 1);
            }
        }

        @Override
        public String name(int field) {
            return name()[field];
        }

        @Override
        public byte[] bytes(int field) {
            synchronized (TestSource.this) {
                return entries.get(at - 1)[field];
            }
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
            return FIRST_MICROS + (at - 1) * 1000L;
        }

        @Override
        public Object place() {
            return at;
        }

        @Override
        public void tend() {
            synchronized (TestSource.this) {
                tended++;
            }
        }

        @Override
        public long corrupted() {
            synchronized (TestSource.this) {
                return corrupted;
            }
        }

        @Override
        public long lost() {
            synchronized (TestSource.this) {
                return lost;
            }
        }

        @Override
        public void close() {}
    }
}
