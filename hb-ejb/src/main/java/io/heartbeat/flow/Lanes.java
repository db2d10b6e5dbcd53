package io.heartbeat.flow;

import java.util.stream.IntStream;

/**
 * One writer per host: whoever changes what is known of a host, or fires an event about it, holds the monitor of its lane.
 * Hosts share {@value #COUNT} lanes, so a lane must never be held across anything slow. Thread-safe.
 */
@Unproxied
public class Lanes {
    /** Number of lanes; part of the storage format of later shards, never to change. */
    public static final int COUNT = 256;

    private final Object[] lanes =
            IntStream.range(0, COUNT).mapToObj(i -> new Object()).toArray();

    /** The shard of a host, 0 to 255: the low byte of its folded {@link String#hashCode()}. Frozen. */
    public static int shard(String host) {
        int hash = host.hashCode();
        hash ^= hash >>> 16;
        return (hash ^ hash >>> 8) & COUNT - 1;
    }

    /** The monitor to hold while working on a host. */
    public Object of(String host) {
        return lanes[shard(host)];
    }
}
