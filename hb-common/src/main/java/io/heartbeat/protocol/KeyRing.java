package io.heartbeat.protocol;

import java.util.Arrays;
import java.util.Collection;

/**
 * The keys that are known, found by the identifier's bytes without making a string. Immutable: a changed configuration
 * makes a new ring.
 */
public final class KeyRing {
    private final SigningKey[] slots;

    private KeyRing(SigningKey[] slots) {
        this.slots = slots;
    }

    /**
     * A ring of these keys.
     *
     * @throws IllegalArgumentException when two have the same identifier
     */
    public static KeyRing of(Collection<SigningKey> keys) {
        KeyRing ring = new KeyRing(new SigningKey[Integer.highestOneBit(keys.size() + 1) * 4]);
        for (SigningKey key : keys) {
            ring.add(key);
        }
        return ring;
    }

    private void add(SigningKey key) {
        byte[] id = key.idBytes();
        int slot = slot(id, 0, id.length);
        if (slots[slot] != null) {
            throw new IllegalArgumentException("two keys have the id " + key.id());
        }
        slots[slot] = key;
    }

    /** The key whose identifier stands in these bytes, null when there is none. */
    public SigningKey find(byte[] buffer, int offset, int length) {
        return slots[slot(buffer, offset, offset + length)];
    }

    /** The key's slot, or the free one where it would be; at most half of the slots are taken. */
    private int slot(byte[] id, int start, int end) {
        int slot = hash(id, start, end) & slots.length - 1;
        while (slots[slot] != null) {
            byte[] known = slots[slot].idBytes();
            if (Arrays.equals(known, 0, known.length, id, start, end)) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private static int hash(byte[] id, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + id[i];
        }
        return hash ^ hash >>> 16;
    }
}
