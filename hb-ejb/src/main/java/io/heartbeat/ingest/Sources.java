package io.heartbeat.ingest;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which host was last seen from which source, for messages without a name. Bounded: the source that was first seen longest
 * ago is forgotten. One per worker, not thread-safe; the kernel keeps a source on one socket.
 */
final class Sources {
    private final LinkedHashMap<InetSocketAddress, Place> places;

    /** A source that is remembered; a host keeps a hand on its own, which spares most heartbeats the look-up. */
    static final class Place {
        private final InetSocketAddress source;
        private Admitted host;
        private boolean forgotten;

        private Place(InetSocketAddress source) {
            this.source = source;
        }
    }

    Sources(int maximum) {
        places = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Place> eldest) {
                boolean full = size() > maximum;
                eldest.getValue().forgotten = full;
                return full;
            }
        };
    }

    void saw(InetSocketAddress source, Admitted host) {
        Place place = host.place;
        if (place == null || place.forgotten || !place.source.equals(source)) {
            place = places.computeIfAbsent(source, Place::new);
            host.place = place;
        }
        place.host = host;
    }

    /** The host last seen there, or null. */
    Admitted last(InetSocketAddress source) {
        Place place = places.get(source);
        return place == null ? null : place.host;
    }
}
