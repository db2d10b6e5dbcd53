package io.heartbeat.web.ui;

import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.metric.Reports;
import io.heartbeat.web.live.Figures;
import io.netty.util.NetUtil;
import java.time.Instant;
import java.util.List;

/**
 * One host of the table, in words.
 *
 * @param name its name
 * @param state its state's word in the API
 * @param word its state's word for people
 * @param under the line under its name: its last text, else its address
 * @param tags words that people gave it
 * @param bar its last heartbeats
 * @param rtt round-trip time
 * @param seenAt last heartbeat, ISO 8601, empty when never
 * @param seen last heartbeat, relative
 * @param expected after how long a heartbeat is expected, and after how long the host is down
 * @param expectedTitle the same as a sentence
 * @param cpu CPU load
 * @param memory memory in use
 * @param disk the fullest partition
 * @param version of its agent
 */
public record HostRow(
        String name,
        String state,
        String word,
        String under,
        List<String> tags,
        Bar bar,
        String rtt,
        String seenAt,
        String seen,
        String expected,
        String expectedTitle,
        Meter cpu,
        Meter memory,
        Meter disk,
        String version) {
    static HostRow of(
            HostState host, HostStates states, Reports reports, List<String> tags, Instant now, PageWords words) {
        Figures figures = Figures.of(reports, host.name());
        String every = Words.length(host.interval(), words);
        String down = Words.length(host.interval() * states.grace(), words);
        return new HostRow(
                host.name(),
                host.status().label(),
                words.get("page.state-" + host.status().label()),
                under(host),
                tags,
                Bar.of(states.beats(host.name()), words),
                Words.millis(host.rttMs()),
                Words.iso(host.lastSeen()),
                Words.ago(host.lastSeen(), now, words),
                every + ", " + down,
                words.of("live.expected", every, down),
                Meter.of(figures.cpu()),
                Meter.of(figures.memory()),
                Meter.of(figures.disk()),
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
