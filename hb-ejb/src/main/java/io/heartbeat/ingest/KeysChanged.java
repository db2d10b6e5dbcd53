package io.heartbeat.ingest;

import io.heartbeat.protocol.SigningKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The console's keys are others now.
 *
 * @param keys all of them
 */
record KeysChanged(List<SigningKey> keys) {
    static final KeysChanged NONE = new KeysChanged(List.of());

    /** Those of the configuration, and of these the ones whose host and identifier it does not have. */
    List<SigningKey> behind(List<SigningKey> configured) {
        Set<String> taken = new HashSet<>();
        Set<String> hosts = new HashSet<>();
        configured.forEach(key -> {
            taken.add(key.id());
            hosts.add(key.host());
        });
        List<SigningKey> all = new ArrayList<>(configured);
        keys.stream()
                .filter(key -> !taken.contains(key.id()) && !hosts.contains(key.host()))
                .forEach(all::add);
        return all;
    }
}
