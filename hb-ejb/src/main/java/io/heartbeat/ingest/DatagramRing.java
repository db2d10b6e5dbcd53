package io.heartbeat.ingest;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Datagrams on their way from the thread that reads the socket to the thread that works on them: a ring of bytes and of
 * their places in it. It stands in for a large socket buffer where the kernel's limit is small.
 *
 * <p>One producer, one consumer. The producer asks for {@link #room}, reads into it, and {@link #publish publishes}; the
 * consumer {@link #poll polls}, works on the bytes in place, and {@link #release releases} them in the same order.
 */
final class DatagramRing {
    /** The longest UDP payload over IPv4, with a byte to spare. */
    static final int LARGEST = 65_508;

    private static final int LINE = 16;
    private static final int PUBLISHED = LINE;
    private static final int RELEASED = 2 * LINE;

    /** So many between two waits are a stream: then a nap gathers the next ones, instead of a wake-up for each. */
    private static final int STREAM = 8;

    private static final long NAP_NANOS = 50_000;

    private final int slots;
    private final byte[] bytes;
    private final int[] offsets;
    private final int[] lengths;
    private final long[] stamps;
    private final InetSocketAddress[] sources;
    private final int releaseEvery;
    private final ByteBuffer window;

    /** {@link #PUBLISHED} and {@link #RELEASED}, each on a cache line of its own: both threads would pull at a shared one. */
    private final AtomicLongArray counters = new AtomicLongArray(3 * LINE);

    private volatile Thread sleeper;

    /** Producer's: where the next datagram goes. */
    private int head;

    /** Producer's: how many it published, and how many it knows to be released. */
    private long next;

    private long tail;

    /** Consumer's: the slot in hand, how many it knows to be published, and where it last had nothing to do. */
    private long taken;

    private long known;
    private long idleAt;

    /**
     * @param capacity bytes, at least four of the largest datagrams
     * @param slots how many datagrams at most, a power of two
     */
    DatagramRing(int capacity, int slots) {
        this.slots = slots;
        bytes = new byte[capacity];
        offsets = new int[slots];
        lengths = new int[slots];
        stamps = new long[slots];
        sources = new InetSocketAddress[slots];
        releaseEvery = Math.max(1, Math.min(32, slots / 4));
        window = ByteBuffer.wrap(bytes);
    }

    /** Room for one datagram of any size, or null while the consumer is too far behind. Producer only. */
    ByteBuffer room() {
        if ((next & 15) == 0 || !fits()) {
            tail = counters.get(RELEASED);
            if (!fits()) {
                return null;
            }
        }
        return window.limit(head + LARGEST).position(head);
    }

    /** Whether the largest datagram fits behind {@code head}, which goes back to the start for it if need be. */
    private boolean fits() {
        if (next == tail) {
            head = 0;
            return true;
        }
        if (next - tail == slots) {
            return false;
        }
        int start = offsets[(int) (tail & slots - 1)];
        if (start < head && bytes.length - head < LARGEST) {
            if (start < LARGEST) {
                return false;
            }
            head = 0;
            return true;
        }
        return start < head || start - head >= LARGEST;
    }

    /** Hands the datagram in the last {@link #room} to the consumer. Producer only. */
    void publish(int length, long stamp, InetSocketAddress source) {
        int slot = (int) (next & slots - 1);
        offsets[slot] = head;
        lengths[slot] = length;
        stamps[slot] = stamp;
        sources[slot] = source;
        head += length;
        counters.set(PUBLISHED, ++next);
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Takes the next datagram, or answers false when there is none now. Consumer only. */
    boolean poll() {
        if (taken < known) {
            return true;
        }
        known = counters.get(PUBLISHED);
        counters.lazySet(RELEASED, taken);
        return taken < known;
    }

    /** Waits for a datagram, at most so long. Consumer only. */
    void await(long nanos) {
        boolean stream = taken - idleAt >= STREAM;
        idleAt = taken;
        if (stream) {
            LockSupport.parkNanos(this, NAP_NANOS);
            return;
        }
        sleeper = Thread.currentThread();
        if (!poll()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }

    /** Gives the datagram in hand back to the producer. Consumer only. */
    void release() {
        taken++;
        if (taken % releaseEvery == 0) {
            counters.lazySet(RELEASED, taken);
        }
    }

    /** How many datagrams wait. */
    long waiting() {
        return counters.get(PUBLISHED) - counters.get(RELEASED);
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offsets[(int) (taken & slots - 1)];
    }

    int length() {
        return lengths[(int) (taken & slots - 1)];
    }

    /** Steady clock at reception, nanoseconds. */
    long stamp() {
        return stamps[(int) (taken & slots - 1)];
    }

    InetSocketAddress source() {
        return sources[(int) (taken & slots - 1)];
    }
}
