package io.heartbeat.dns;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells by name and by host; the {@link Ledger}'s own, and not thread-safe without it. */
final class NameBook {
    private final Map<String, NameCell> names = new HashMap<>();
    private final Map<String, Set<NameCell>> byHost = new HashMap<>();

    /** The cell of a name, or null. */
    NameCell find(String name) {
        return names.get(name);
    }

    /** The cells of a host, in the order in which they came. */
    List<NameCell> of(String host) {
        return List.copyOf(byHost.getOrDefault(host, Set.of()));
    }

    void add(NameCell cell) {
        names.put(cell.name, cell);
        byHost.computeIfAbsent(cell.host, h -> new LinkedHashSet<>()).add(cell);
    }

    void move(NameCell cell, String host) {
        remove(cell);
        cell.host = host;
        add(cell);
    }

    void remove(NameCell cell) {
        names.remove(cell.name);
        byHost.computeIfPresent(cell.host, (host, cells) -> {
            cells.remove(cell);
            return cells.isEmpty() ? null : cells;
        });
    }

    int size() {
        return names.size();
    }

    int hosts() {
        return byHost.size();
    }
}
