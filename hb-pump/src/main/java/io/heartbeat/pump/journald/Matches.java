package io.heartbeat.pump.journald;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an entry must hold: of each group one member. Immutable and thread-safe.
 *
 * @param groups the values wanted of one field each, as {@code FIELD=value}
 */
record Matches(List<List<byte[]>> groups) {
    /** Groups single matches by their field. */
    static Matches of(Collection<byte[]> matches) {
        Map<String, List<byte[]>> groups = new LinkedHashMap<>();
        for (byte[] match : matches) {
            String name = new String(
                    match, 0, Field.nameEnd(match, 0, match.length), java.nio.charset.StandardCharsets.UTF_8);
            groups.computeIfAbsent(name, key -> new ArrayList<>()).add(match);
        }
        return new Matches(List.copyOf(groups.values()));
    }

    /** Whether everything matches. */
    boolean all() {
        return groups.isEmpty();
    }
}
