package io.heartbeat.host;

import io.heartbeat.protocol.Names;
import io.heartbeat.settings.Section;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a host is late and down. May change while the server runs.
 *
 * @param interval between heartbeats of hosts that do not say theirs
 * @param grace factor on the interval after which a host is down, at least 1
 * @param hosts named in the configuration: known before they were heard
 * @param keepTransitions how long changes of status stay in the database
 * @param tags by host: words to find it by
 */
public record HostSettings(
        Duration interval, double grace, List<String> hosts, Duration keepTransitions, Map<String, List<String>> tags) {
    /** How long changes of status stay when nothing else is said. */
    public static final Duration KEEP_TRANSITIONS = Duration.ofDays(365);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    /** With the usual time for changes of status. */
    public HostSettings(Duration interval, double grace, List<String> hosts) {
        this(interval, grace, hosts, KEEP_TRANSITIONS, Map.of());
    }

    /** Reads interval, grace, keep_transitions, and names and tags of the hosts. */
    public static HostSettings from(Section root) {
        Map<String, Section> hosts = root.sections("hosts");
        Map<String, List<String>> tags = new HashMap<>();
        hosts.forEach((name, host) -> {
            if (!Names.host(name)) {
                host.problem(
                        "",
                        "no host can have this name: 1 to 253 of letters, digits, `.`, `-`, `_`, no `.` or `-` first");
            }
            List<String> own = host.texts("tags");
            own.stream()
                    .filter(tag -> !tag.matches(HostTags.FORM))
                    .forEach(tag -> host.problem("tags", "a tag is 1 to 40 letters, digits and . _ : / -"));
            if (!own.isEmpty()) {
                tags.put(name, own);
            }
        });
        return new HostSettings(
                root.seconds("interval", Duration.ofSeconds(30), SHORTEST, LONGEST),
                root.number("grace", 2, 1, 1_000),
                List.copyOf(hosts.keySet()),
                root.seconds("keep_transitions", KEEP_TRANSITIONS, Duration.ofDays(31), Duration.ofDays(3_650)),
                Map.copyOf(tags));
    }
}
