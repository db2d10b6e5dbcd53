package io.heartbeat.threshold;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** One reading of the configuration: a plan for each combination of profiles that hosts have. Thread-safe. */
final class Plans {
    private final ThresholdSettings settings;
    private final boolean rtt;
    private final ConcurrentMap<List<String>, Plan> plans = new ConcurrentHashMap<>();

    Plans(ThresholdSettings settings) {
        this.settings = settings;
        rtt = Stream.concat(Stream.of(settings.defaults()), settings.configs().values().stream())
                .flatMap(profile -> profile.thresholds().keySet().stream())
                .anyMatch(path -> path.get(0).equals(Plan.RTT));
    }

    /** Whether any host's round-trip time has limits. */
    boolean judgesRtt() {
        return rtt;
    }

    /** The thresholds of a host, as written. */
    Profile profile(String host) {
        return settings.of(host);
    }

    /** The plan of a host. */
    Plan of(String host) {
        return plans.computeIfAbsent(
                settings.hosts().getOrDefault(host, List.of()), names -> new Plan(settings.of(host)));
    }
}
