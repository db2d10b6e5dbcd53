package io.heartbeat.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the intake remembers of a host between datagrams. Mutable fields belong to the host's lane, but for
 * {@code hasSigned}, which only ever becomes true, and {@code auth}, which the configuration sets.
 */
final class Admitted {
    private static final long ACK_PAUSE = 1_000_000_000L;
    private static final long ACK_BURST = 4 * ACK_PAUSE;

    private final byte[] bytes;
    final int hash;
    final String name;
    volatile boolean hasSigned;
    volatile AuthMode auth = AuthMode.OBSERVE;

    /** Where it was last seen, for the {@link Sources} of the worker that saw it; another worker notices by the source. */
    Sources.Place place;

    private long nextAck = Long.MIN_VALUE;

    Admitted(byte[] bytes, int hash) {
        this.bytes = bytes;
        this.hash = hash;
        this.name = new String(bytes, StandardCharsets.US_ASCII);
    }

    boolean is(int hash, byte[] other, int offset, int length) {
        return hash == this.hash
                && length == bytes.length
                && Arrays.equals(bytes, 0, length, other, offset, offset + length);
    }

    /**
     * Whether an acknowledgement may be sent now: four at once, then one a second. An agent never needs more, and nobody
     * can use the server to flood a third party by a forged source address.
     *
     * @param nanos steady clock
     */
    boolean mayAcknowledge(long nanos) {
        long earliest = nextAck == Long.MIN_VALUE ? nanos : Math.max(nextAck, nanos);
        if (earliest - nanos > ACK_BURST - ACK_PAUSE) {
            return false;
        }
        nextAck = earliest + ACK_PAUSE;
        return true;
    }
}
