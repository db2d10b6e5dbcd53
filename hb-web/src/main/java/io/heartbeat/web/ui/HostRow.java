package io.heartbeat.web.ui;

import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.metric.Reports;
import io.heartbeat.web.live.Figures;
import io.netty.util.NetUtil;
import java.time.Instant;

/**
 * One host of the table, in words.
 *
 * @param name its name
 * @param state its state's word in the API
 * @param word its state's word for people
 * @param under the line under its name: its last text, else its address
 * @param bar its last heartbeats
 * @param rtt round-trip time
 * @param seenAt last heartbeat, ISO 8601, empty when never
 * @param seen last heartbeat, relative
 * @param cpu CPU load
 * @param memory memory in use
 * @param version of its agent
 */
public record HostRow(
        String name,
        String state,
        String word,
        String under,
        Bar bar,
        String rtt,
        String seenAt,
        String seen,
        Meter cpu,
        Meter memory,
        String version) {
    static HostRow of(HostState host, HostStates states, Reports reports, Instant now) {
        Figures figures = Figures.of(reports, host.name());
        return new HostRow(
                host.name(),
                host.status().label(),
                Words.capital(host.status().label()),
                under(host),
                Bar.of(states.beats(host.name())),
                Words.millis(host.rttMs()),
                Words.iso(host.lastSeen()),
                Words.ago(host.lastSeen(), now),
                Meter.of(figures.cpu()),
                Meter.of(figures.memory()),
                host.version() == null ? "–" : host.version());
    }

    private static String under(HostState host) {
        if (host.message() != null) {
            return host.message();
        }
        if (host.ipv4() != null) {
            return NetUtil.toAddressString(host.ipv4());
        }
        return host.ipv6() == null ? "" : NetUtil.toAddressString(host.ipv6());
    }
}
