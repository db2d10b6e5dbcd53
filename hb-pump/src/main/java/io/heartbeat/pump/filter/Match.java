package io.heartbeat.pump.filter;

import java.util.Objects;

/**
 * One field that decides. Immutable.
 *
 * @param key name without leading underscores; null passes everything
 * @param value what the field must equal, as text; null: the field must be absent
 */
public record Match(String key, String value) {
    /** Lets everything through. */
    public static final Match ALL = new Match(null, null);

    /** Keeps the key as entries are asked for it. */
    public Match {
        key = key == null ? null : Names.strip(key);
    }

    /** Whether the entry passes. */
    public boolean passes(EntryText entry) {
        return key == null || Objects.equals(entry.text(key), value);
    }
}
