package io.heartbeat.pump.checkpoint;

import java.util.Map;

/** What a state file says, read with patience: a part of the wrong type counts as absent. */
final class Kept {
    private Kept() {}

    static Map<?, ?> map(Map<?, ?> from, String key) {
        return from.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    static String text(Map<?, ?> from, String key) {
        return from.get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    static long number(Map<?, ?> from, String key) {
        return from.get(key) instanceof Number number ? number.longValue() : 0;
    }
}
