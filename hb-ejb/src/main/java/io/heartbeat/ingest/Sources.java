package io.heartbeat.ingest;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which host was last seen from which source, for messages without a name. Bounded: the source that was first seen longest
 * ago is forgotten. One per worker, not thread-safe; the kernel keeps a source on one socket.
 */
final class Sources {
    private final LinkedHashMap<InetSocketAddress, Admitted> hosts;

    Sources(int maximum) {
        hosts = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Admitted> eldest) {
                return size() > maximum;
            }
        };
    }

    void saw(InetSocketAddress source, Admitted host) {
        if (hosts.get(source) != host) {
            hosts.put(source, host);
        }
    }

    /** The host last seen there, or null. */
    Admitted last(InetSocketAddress source) {
        return hosts.get(source);
    }
}
