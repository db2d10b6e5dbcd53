package io.heartbeat.pump.filter;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A choice of fields. Immutable.
 *
 * @param keeps whether the named ones are kept (whitelist) or dropped (blacklist)
 * @param names folded, see {@link Names#fold}
 */
public record FieldFilter(boolean keeps, Set<String> names) {
    /** Lets every field through. */
    public static final FieldFilter ALL = new FieldFilter(false, Set.of());

    /** From names as they are written. */
    public static FieldFilter of(boolean keeps, Collection<String> names) {
        return new FieldFilter(keeps, names.stream().map(Names::fold).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a field is shipped, whatever its case and leading underscores. */
    public boolean passes(String name) {
        return names.contains(Names.fold(name)) == keeps;
    }
}
