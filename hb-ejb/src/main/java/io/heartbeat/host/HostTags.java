package io.heartbeat.host;

import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.settings.SettingsReloaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words that people hang on hosts to find them: those of the configuration file, and those of the console besides, which are
 * stored first. Thread-safe.
 */
@ApplicationScoped
public class HostTags {
    /** Tags of one host at most, of the console. */
    public static final int MOST = 20;

    /** A letter or digit first, then also {@code . _ : / -}; 40 characters at most. */
    public static final String FORM = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._:/-]{0,39}";

    private final HostRepository repository;
    private final Map<String, List<String>> stored = new ConcurrentHashMap<>();
    private volatile HostSettings settings;

    /** For the container's proxy. */
    protected HostTags() {
        this(null, null);
    }

    /** @param repository where those of the console are kept */
    @Inject
    public HostTags(HostSettings settings, HostRepository repository) {
        this.settings = settings;
        this.repository = repository;
    }

    void starting(@Observes IntakeStarting event) {
        repository.tags().forEach(row -> stored.merge(row.host(), List.of(row.tag()), HostTags::both));
    }

    void reloaded(@Observes SettingsReloaded<HostSettings> event) {
        settings = event.settings();
    }

    void forgotten(@Observes HostForgotten event) {
        if (stored.containsKey(event.host())) {
            put(event.host(), List.of());
        }
    }

    /** The tags of a host, by name; of the file and of the console. */
    public List<String> of(String host) {
        return both(configured(host), stored.getOrDefault(host, List.of()));
    }

    /** Those that the configuration file gives it, which the console cannot take away. */
    public List<String> configured(String host) {
        return settings.tags().getOrDefault(host, List.of());
    }

    /** Stores the tags of the console in place of those before; what the file says needs not be among them. */
    public synchronized void put(String host, Collection<String> tags) {
        List<String> own = List.copyOf(new TreeSet<>(tags));
        repository.tags(host, own);
        if (own.isEmpty()) {
            stored.remove(host);
        } else {
            stored.put(host, own);
        }
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(new TreeSet<>(all));
    }
}
