package io.heartbeat.ingest;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
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

    private final int slots;
    private final byte[] bytes;
    private final int[] offsets;
    private final int[] lengths;
    private final long[] stamps;
    private final InetSocketAddress[] sources;
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong released = new AtomicLong();
    private final ByteBuffer window;
    private volatile Thread sleeper;

    /** Producer's: where the next datagram goes. */
    private int head;

    /** Consumer's: the slot in hand. */
    private long taken;

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
        window = ByteBuffer.wrap(bytes);
    }

    /** Room for one datagram of any size, or null while the consumer is too far behind. Producer only. */
    ByteBuffer room() {
        long tail = released.get();
        long next = published.get();
        if (next - tail == slots) {
            return null;
        }
        int start = next == tail ? head : offsets[(int) (tail & slots - 1)];
        if (next == tail) {
            head = 0;
        } else if (start < head && bytes.length - head < LARGEST) {
            if (start < LARGEST) {
                return null;
            }
            head = 0;
        } else if (start >= head && start - head < LARGEST) {
            return null;
        }
        return window.limit(head + LARGEST).position(head);
    }

    /** Hands the datagram in the last {@link #room} to the consumer. Producer only. */
    void publish(int length, long stamp, InetSocketAddress source) {
        long next = published.get();
        int slot = (int) (next & slots - 1);
        offsets[slot] = head;
        lengths[slot] = length;
        stamps[slot] = stamp;
        sources[slot] = source;
        head += length;
        published.set(next + 1);
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Takes the next datagram, or answers false when there is none now. Consumer only. */
    boolean poll() {
        return taken < published.get();
    }

    /** Waits for a datagram, at most so long. Consumer only. */
    void await(long nanos) {
        sleeper = Thread.currentThread();
        if (!poll()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }

    /** Gives the datagram in hand back to the producer. Consumer only. */
    void release() {
        taken++;
        released.lazySet(taken);
    }

    /** How many datagrams wait. */
    long waiting() {
        return published.get() - released.get();
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
