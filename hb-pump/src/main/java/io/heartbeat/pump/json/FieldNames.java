package io.heartbeat.pump.json;

import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All names met so far, a bounded number: an entry may bring names of its own. For one thread. */
final class FieldNames {
    private static final int MOST = 4096;
    private static final Set<String> OMITTED = Set.of("__CURSOR", "__MONOTONIC_TIMESTAMP", "__REALTIME_TIMESTAMP");

    private final FieldFilter filter;
    private final Set<String> taken;
    private final Map<String, FieldName> names = new HashMap<>();
    private final Map<String, FieldName.Group> groups = new HashMap<>();

    /** @param taken names that the pump itself writes */
    FieldNames(FieldFilter filter, Set<String> taken) {
        this.filter = filter;
        this.taken = taken;
    }

    /** These, or new ones when there are too many; what was left at shared fields then holds no longer. */
    FieldNames tidied() {
        return names.size() > MOST ? new FieldNames(filter, taken) : this;
    }

    FieldName get(String name) {
        FieldName known = names.get(name);
        return known == null ? learn(name) : known;
    }

    private FieldName learn(String name) {
        String plain = Names.strip(name);
        boolean dropped = OMITTED.contains(name) || taken.contains(plain) || !filter.passes(plain);
        FieldName learnt = new FieldName(name, dropped, groups.computeIfAbsent(plain, p -> new FieldName.Group()));
        names.put(name, learnt);
        return learnt;
    }
}
