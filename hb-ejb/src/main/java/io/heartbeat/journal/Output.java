package io.heartbeat.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One more place for entries, behind a bounded queue and a thread of its own: whatever happens there, neither the journal
 * nor the ingest waits. Thread-safe.
 */
final class Output implements Runnable {
    /** Entries that may wait. */
    static final int QUEUE = 10_000;

    private static final Logger LOG = System.getLogger(Output.class.getName());
    private static final long IDLE_MS = 1_000;
    private static final long FIRST_RETRY_MS = 100;
    private static final long LAST_RETRY_MS = 10_000;

    private final String name;
    private final EntryFormat format;
    private final Transport transport;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(QUEUE);
    private final LongAdder overflowed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile long sent;
    private volatile String problem;
    private volatile boolean closed;
    private long pause = FIRST_RETRY_MS;

    Output(String name, EntryFormat format, Transport transport) {
        this.name = name;
        this.format = format;
        this.transport = transport;
    }

    /** Takes an entry, or counts it as dropped when too many wait. Never waits. */
    void offer(Entry entry) {
        if (closed || !queue.offer(entry)) {
            overflowed.increment();
        }
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                Entry entry = queue.poll();
                if (entry == null) {
                    flush();
                    entry = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                }
                if (entry != null) {
                    deliver(entry);
                }
            } catch (InterruptedException early) {
                // The container interrupts its threads before it stops us; only close() ends.
                pause = FIRST_RETRY_MS;
            }
        }
        last();
        transport.close();
    }

    private void deliver(Entry entry) {
        boolean again = true;
        while (again) {
            try {
                transport.send(format.bytes(entry));
                sent = sent + 1;
                again = false;
                well();
            } catch (IOException | RuntimeException failure) {
                unwell(failure);
                again = transport.retries() && failure instanceof IOException && !closed;
                if (!again) {
                    failed.increment();
                } else {
                    rest();
                }
            }
        }
    }

    private void flush() {
        try {
            transport.flush();
        } catch (IOException failure) {
            unwell(failure);
            rest();
        }
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(pause);
        } catch (InterruptedException early) {
            LOG.log(Level.DEBUG, "journal output {0} was woken", name);
        }
        pause = Math.min(LAST_RETRY_MS, pause * 2);
    }

    private void last() {
        try {
            for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
                transport.send(format.bytes(entry));
                sent = sent + 1;
            }
            transport.flush();
        } catch (IOException | RuntimeException failure) {
            unwell(failure);
            failed.add(queue.size() + 1L);
        }
    }

    private void well() {
        pause = FIRST_RETRY_MS;
        if (problem != null) {
            LOG.log(Level.WARNING, "journal output {0} works again", name);
            problem = null;
        }
    }

    private void unwell(Exception failure) {
        if (problem == null) {
            LOG.log(Level.WARNING, "journal output {0} fails, entries wait or are dropped: {1}", name, failure);
        }
        problem = String.valueOf(failure.getMessage());
    }

    String name() {
        return name;
    }

    /** Entries handed to the transport. */
    long sent() {
        return sent;
    }

    /** Entries dropped because too many waited. */
    long overflowed() {
        return overflowed.sum();
    }

    /** Entries that could not be sent. */
    long failed() {
        return failed.sum();
    }

    /** Entries that wait. */
    int waiting() {
        return queue.size();
    }

    /** Why it does not work at present, null when it does. */
    String problem() {
        return problem;
    }

    void close() {
        closed = true;
    }
}
