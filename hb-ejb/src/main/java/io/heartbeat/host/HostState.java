package io.heartbeat.host;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;

/**
 * What is known of one host. Immutable; {@link #next} and {@link #silent} are the rules, without clock or side effect.
 *
 * @param name canonical name
 * @param status whether it is alive
 * @param since when the status began (wall clock)
 * @param lastSeen its last heartbeat (wall clock), null before the first
 * @param heardAt its last heartbeat on the steady clock, milliseconds; deadlines count from here
 * @param interval seconds between heartbeats: the host's own word, else the configured default
 * @param rttMs round-trip time of its last heartbeat, milliseconds, NaN when unknown
 * @param ipv4 last observed IPv4 source address, null before the first
 * @param ipv6 last observed IPv6 source address, null before the first
 * @param version version of its agent, null when unknown
 * @param message its last one-off text, null when it never sent one
 */
public record HostState(
        String name,
        HostStatus status,
        Instant since,
        Instant lastSeen,
        long heardAt,
        double interval,
        double rttMs,
        InetAddress ipv4,
        InetAddress ipv6,
        String version,
        String message) {

    /** A host that was named but never heard of. */
    public static HostState unknown(String name, Instant now, long steady, double interval) {
        return new HostState(name, HostStatus.UNKNOWN, now, null, steady, interval, Double.NaN, null, null, null, null);
    }

    /** The state after a heartbeat. A host that is paused or in maintenance stays so. */
    public HostState next(Beat beat) {
        HostStatus then = beat.shutdown() ? HostStatus.DOWN : HostStatus.UP;
        if (status == HostStatus.PAUSED || status == HostStatus.MAINTENANCE) {
            then = status;
        }
        return new HostState(
                name,
                then,
                then == status ? since : beat.at(),
                beat.at(),
                beat.steady(),
                Double.isNaN(beat.interval()) ? interval : beat.interval(),
                Double.isNaN(beat.rttMs()) ? rttMs : beat.rttMs(),
                beat.source() instanceof Inet4Address ? beat.source() : ipv4,
                beat.source() instanceof Inet6Address ? beat.source() : ipv6,
                beat.version() == null ? version : beat.version(),
                beat.text() == null ? message : beat.text());
    }

    /**
     * The state after a look at the clock: up becomes late after the interval, late becomes down after interval × grace.
     *
     * @param now wall clock
     * @param steady steady clock, milliseconds
     * @param listeningSince steady clock, milliseconds: silence before it is the server's own and counts for nothing
     * @param grace factor on the interval
     * @return this very object when nothing changed
     */
    public HostState silent(Instant now, long steady, long listeningSince, double grace) {
        if (status != HostStatus.UP && status != HostStatus.LATE) {
            return this;
        }
        HostStatus then = HostStatus.UP;
        if (steady >= downAt(listeningSince, grace)) {
            then = HostStatus.DOWN;
        } else if (status == HostStatus.LATE || steady >= lateAt(listeningSince)) {
            then = HostStatus.LATE;
        }
        return then == status ? this : with(then, now, heardAt);
    }

    /** The state of a host that nobody shall watch for now; heartbeats are still noted. */
    public HostState paused(Instant now) {
        return with(HostStatus.PAUSED, now, heardAt);
    }

    /**
     * The state of a host that is watched again: up when its last heartbeat is not overdue, else late. It has a whole
     * interval and grace before it is down, for nobody asked for its heartbeats until now.
     *
     * @param now wall clock
     * @param steady steady clock, milliseconds
     */
    public HostState resumed(Instant now, long steady) {
        if (lastSeen == null) {
            return with(HostStatus.UNKNOWN, now, heardAt);
        }
        return steady < lateAt(heardAt) ? with(HostStatus.UP, now, heardAt) : with(HostStatus.LATE, now, steady);
    }

    private HostState with(HostStatus then, Instant now, long heard) {
        return new HostState(name, then, now, lastSeen, heard, interval, rttMs, ipv4, ipv6, version, message);
    }

    /** Steady time, milliseconds, at which the host is late: its interval, and a tenth of it for the network's jitter. */
    public long lateAt(long listeningSince) {
        return Math.max(heardAt, listeningSince) + (long) (interval * 1100);
    }

    /** Steady time, milliseconds, at which the host is down. */
    public long downAt(long listeningSince, double grace) {
        return Math.max(heardAt, listeningSince) + (long) (interval * Math.max(grace, 1.1) * 1000);
    }
}
