package io.heartbeat.web.live;

import io.heartbeat.alert.Alerts;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.metric.Reports;
import io.heartbeat.web.security.Viewer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Everything at once, for a watcher that begins. The number is read before the hosts, so a snapshot may already hold what
 * the next frames tell again, but never lacks it. Many that come together share one. Not thread-safe.
 */
final class Snapshots {
    private static final long FRESH_MILLIS = 250;
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 6;
    private static final int STROKES = 100_000;

    /** Alerts at most, the newest; the API has all. */
    private static final int MOST_ALERTS = 2_000;

    private record Entry(String host, String json) {}

    private final HostStates states;
    private final Reports reports;
    private final Alerts active;
    private final Audience audience;
    private final TimeSource time;
    private final LiveJson json;
    private List<Entry> hosts = List.of();
    private List<Entry> messages = List.of();
    private List<Entry> alerts = List.of();
    private Frame whole;
    private long builtAt = Long.MIN_VALUE / 2;
    private long seq;

    Snapshots(HostStates states, Reports reports, Alerts active, Audience audience, LiveJson json, TimeSource time) {
        this.states = states;
        this.reports = reports;
        this.active = active;
        this.audience = audience;
        this.json = json;
        this.time = time;
    }

    /** What this viewer sees. */
    Frame of(Viewer viewer) {
        if (time.steadyMillis() - builtAt > FRESH_MILLIS) {
            build();
        }
        if (!viewer.admin()) {
            return frame(only(hosts, viewer), only(messages, viewer), only(alerts, viewer));
        }
        if (whole == null) {
            whole = frame(hosts, messages, alerts);
        }
        return whole;
    }

    /** The next one is built anew. */
    void expire() {
        builtAt = Long.MIN_VALUE / 2;
    }

    private void build() {
        whole = null;
        Audience.Present present = audience.present();
        seq = present.seq();
        messages = present.newestFirst().stream()
                .map(message -> new Entry(message.host(), json.message(message)))
                .toList();
        Collection<HostState> all = states.all();
        int bar = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, STROKES / Math.max(1, all.size())));
        List<Entry> entries = new ArrayList<>(all.size());
        for (HostState host : all) {
            List<BeatMark> beats = states.beats(host.name());
            List<BeatMark> newest = beats.subList(Math.max(0, beats.size() - bar), beats.size());
            entries.add(new Entry(host.name(), json.host(host, Figures.of(reports, host.name()), newest)));
        }
        hosts = entries;
        alerts = active.active().stream()
                .limit(MOST_ALERTS)
                .map(view -> new Entry(view.alert().host(), json.alert(view)))
                .toList();
        builtAt = time.steadyMillis();
    }

    private Frame frame(List<Entry> hosts, List<Entry> messages, List<Entry> alerts) {
        List<String> hostTexts = hosts.stream().map(Entry::json).toList();
        List<String> messageTexts = messages.stream().map(Entry::json).toList();
        List<String> alertTexts = alerts.stream().map(Entry::json).toList();
        return new Frame(seq, null, json.snapshot(seq, time.wall(), hostTexts, messageTexts, alertTexts));
    }

    private static List<Entry> only(List<Entry> entries, Viewer viewer) {
        return entries.stream().filter(entry -> viewer.sees(entry.host())).toList();
    }
}
