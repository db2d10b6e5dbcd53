package io.heartbeat.ingest;

import io.heartbeat.protocol.SigningKey;
import java.util.List;

/**
 * The keys of hosts that are in the database are these now.
 *
 * @param keys all of them; one of the configuration stands before one of these
 */
public record StoredKeysChanged(List<SigningKey> keys) {
    /** Copies the list. */
    public StoredKeysChanged {
        keys = List.copyOf(keys);
    }
}
