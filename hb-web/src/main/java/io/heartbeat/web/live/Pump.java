package io.heartbeat.web.live;

import io.heartbeat.alert.AlertView;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.command.Command;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.metric.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentMap;

/**
 * Turns marks into frames. A change of status leaves at once; a plain refresh of a host at most once a second: the first one
 * at once, one that comes too soon with the next heartbeat, or a little later when none comes. One thread's.
 */
final class Pump {
    /** Least time between two plain refreshes of a host. */
    static final long REFRESH_MILLIS = 1_000;

    /** A refresh that was put off waits this long after the last one; a heartbeat in between takes it along. */
    static final long LATEST_MILLIS = 1_250;

    private static final int SLOT_MILLIS = 20;
    private static final int SLOTS = 128;
    private static final int MESSAGES_A_TURN = 100;

    private final HostStates states;
    private final Reports reports;
    private final TimeSource time;
    private final Audience audience;
    private final ConcurrentMap<String, LiveHost> hosts;
    private final Marks marks;
    private final Queue<Notice> notices;
    private final Recent recent;
    private final LiveJson json;
    private final List<List<LiveHost>> putOff = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<LiveMessage> lines = new ArrayList<>();
    private long seq;
    private long slot;

    /** Something of the feed that is no refresh: a line, an alert, a command, or (without any) a host that is gone. */
    record Notice(String host, LiveMessage line, AlertView alert, Command command) {}

    Pump(
            HostStates states,
            Reports reports,
            TimeSource time,
            Audience audience,
            ConcurrentMap<String, LiveHost> hosts,
            Marks marks,
            Queue<Notice> notices,
            Recent recent,
            LiveJson json) {
        this.states = states;
        this.reports = reports;
        this.time = time;
        this.audience = audience;
        this.hosts = hosts;
        this.marks = marks;
        this.notices = notices;
        this.recent = recent;
        this.json = json;
        for (int i = 0; i < SLOTS; i++) {
            putOff.add(new ArrayList<>());
        }
        slot = Math.floorDiv(time.steadyMillis(), SLOT_MILLIS);
    }

    /** One turn: everything that is due becomes frames and goes to the audience. */
    void turn() {
        seq = audience.last();
        long now = time.steadyMillis();
        marks.drain(host -> look(host, now));
        turnSlots(now);
        for (int i = 0; i < MESSAGES_A_TURN && !notices.isEmpty(); i++) {
            tell(notices.remove());
        }
        audience.publish(frames, lines);
        frames.clear();
        lines.clear();
    }

    private void look(LiveHost host, long now) {
        HostState state = states.find(host.name).orElse(null);
        if (state == null) {
            return;
        }
        if (state.status() != host.sentStatus || now - host.sentAt >= REFRESH_MILLIS) {
            send(host, state, now);
        } else if (!host.deferred) {
            host.deferred = true;
            long due = host.sentAt + LATEST_MILLIS;
            slot(Math.floorDiv(due, SLOT_MILLIS) + 1).add(host);
        }
    }

    private void turnSlots(long now) {
        long present = Math.floorDiv(now, SLOT_MILLIS);
        for (int i = 0; slot < present && i < SLOTS; i++) {
            slot = Math.max(slot + 1, present - SLOTS + 1);
            List<LiveHost> due = slot(slot);
            due.stream()
                    .filter(host -> host.deferred && now - host.sentAt >= LATEST_MILLIS)
                    .forEach(host -> states.find(host.name).ifPresent(state -> send(host, state, now)));
            due.clear();
        }
    }

    private List<LiveHost> slot(long number) {
        return putOff.get((int) Math.floorMod(number, (long) SLOTS));
    }

    private void send(LiveHost host, HostState state, long now) {
        if (host.reported) {
            host.reported = false;
            host.figures = Figures.of(reports, host.name);
        }
        host.sentStatus = state.status();
        host.sentAt = now;
        host.deferred = false;
        frames.add(new Frame(++seq, host.name, json.host(seq, state, host.figures, newStrokes(host))));
    }

    private List<BeatMark> newStrokes(LiveHost host) {
        List<BeatMark> beats = states.beats(host.name);
        if (beats.isEmpty()) {
            return beats;
        }
        int from = beats.size() - 1;
        while (from > 0 && beats.get(from - 1).at().toEpochMilli() > host.strokeAt) {
            from--;
        }
        host.strokeAt = beats.get(beats.size() - 1).at().toEpochMilli();
        return beats.subList(from, beats.size());
    }

    private void tell(Notice notice) {
        LiveMessage line = notice.line();
        if (line != null) {
            lines.add(line);
            frames.add(new Frame(++seq, line.host(), json.message(seq, line)));
        } else if (notice.alert() != null) {
            frames.add(new Frame(++seq, notice.host(), json.alert(seq, notice.alert())));
        } else if (notice.command() != null) {
            frames.add(new Frame(++seq, notice.host(), json.command(seq, notice.command())));
        } else {
            hosts.remove(notice.host());
            recent.forget(notice.host());
            frames.add(new Frame(++seq, notice.host(), json.removed(seq, notice.host())));
        }
    }
}
