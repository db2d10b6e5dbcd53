package io.heartbeat.pump.journald;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Names of fields as strings, the same object for the same bytes; few names make up a journal. For one thread. */
final class Names {
    private static final int SLOTS = 4096;

    private final String[] names = new String[SLOTS];

    String of(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ hash >>> 12) & SLOTS - 1;
        String known = names[slot];
        if (known == null || !same(known, bytes, from, length)) {
            // In a slot that two names share the later one stays: equal strings that are not the same object do no
            // harm.
            known = name(bytes, from, length);
            names[slot] = known;
        }
        return known;
    }

    private static String name(byte[] bytes, int from, int length) {
        String latin = new String(bytes, from, length, ISO_8859_1);
        return latin.chars().allMatch(c -> c < 128) ? latin : new String(bytes, from, length, UTF_8);
    }

    private static boolean same(String name, byte[] bytes, int from, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
