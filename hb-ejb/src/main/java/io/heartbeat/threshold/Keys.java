package io.heartbeat.threshold;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A small map from keys, as they stand in JSON bytes, to what is known of them; asked without making a string. Open
 * addressing, at most half full. Not thread-safe.
 */
final class Keys<V> {
    private static final byte[][] NO_KEYS = new byte[1][];

    private byte[][] keys = NO_KEYS;
    private List<V> values = List.of();
    private int[] places;

    /** The value of the key in {@code bytes[start, end)}, null when there is none. */
    V get(byte[] bytes, int start, int end) {
        int mask = keys.length - 1;
        int slot = hash(bytes, start, end) & mask;
        for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
            if (same(key, bytes, start, end)) {
                return values.get(places[slot]);
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    /** Adds a key that is not there yet. */
    void add(byte[] key, V value) {
        if (values.isEmpty()) {
            values = new ArrayList<>(4);
        }
        values.add(value);
        if (values.size() * 2 > keys.length) {
            grow();
        }
        put(key, values.size() - 1);
    }

    void add(String key, V value) {
        add(key.getBytes(StandardCharsets.UTF_8), value);
    }

    private void grow() {
        byte[][] oldKeys = keys;
        int[] oldPlaces = places;
        keys = new byte[oldKeys.length * 4][];
        places = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                put(oldKeys[i], oldPlaces[i]);
            }
        }
    }

    private void put(byte[] key, int place) {
        int mask = keys.length - 1;
        int slot = hash(key, 0, key.length) & mask;
        while (keys[slot] != null) {
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        places[slot] = place;
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }

    private static boolean same(byte[] key, byte[] bytes, int start, int end) {
        if (key.length != end - start) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}
