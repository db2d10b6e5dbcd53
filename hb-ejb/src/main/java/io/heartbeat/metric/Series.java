package io.heartbeat.metric;

/**
 * Where the reports of one plugin of one host are stored. The writer's thread changes it when a transaction is through;
 * readers take it as it is at some moment.
 */
final class Series {
    final int id;
    final String host;
    final String plugin;

    /** The chunk that grows, null before the first. */
    volatile Tail tail;

    /** Number of the newest chunk whose roll-up is stored, 0 for none. Chunks count from 1. */
    volatile int rolled;

    Series(int id, String host, String plugin) {
        this.id = id;
        this.host = host;
        this.plugin = plugin;
    }

    /** Number of the newest chunk, 0 for none. */
    int newest() {
        Tail now = tail;
        return now == null ? 0 : now.seq();
    }

    /** Whether there is a full chunk that is not rolled up. */
    boolean toRoll() {
        return rolled + 1 < newest();
    }
}
