package io.heartbeat.alert;

import io.heartbeat.settings.Section;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How hosts hang together. May change while the server runs.
 *
 * @param parents by host: what it is reached through, any one of them
 * @param groups by host: names under which windows of maintenance know it
 */
public record AlertSettings(Map<String, List<String>> parents, Map<String, List<String>> groups) {
    /** Copies the maps. */
    public AlertSettings {
        parents = Map.copyOf(parents);
        groups = Map.copyOf(groups);
    }

    /** Reads parents and groups of each host. */
    public static AlertSettings from(Section root) {
        Map<String, List<String>> parents = new HashMap<>();
        Map<String, List<String>> groups = new HashMap<>();
        Map<String, Section> hosts = root.sections("hosts");
        hosts.forEach((name, host) -> {
            List<String> above = host.texts("parents");
            if (!above.isEmpty()) {
                parents.put(name, above);
            }
            List<String> in = host.texts("groups");
            if (!in.isEmpty()) {
                groups.put(name, in);
            }
        });
        parents.forEach((name, above) -> check(hosts.get(name), name, above, parents, hosts.keySet()));
        return new AlertSettings(parents, groups);
    }

    private static void check(
            Section host, String name, List<String> above, Map<String, List<String>> parents, Set<String> hosts) {
        above.stream()
                .filter(parent -> !hosts.contains(parent))
                .forEach(parent -> host.warning("parents", "`" + parent + "` is no host under hosts"));
        Set<String> seen = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(above);
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(name)) {
                host.problem("parents", "go in a circle: `" + name + "` would be reached through itself");
                return;
            }
            if (seen.add(next)) {
                open.addAll(parents.getOrDefault(next, List.of()));
            }
        }
    }
}
