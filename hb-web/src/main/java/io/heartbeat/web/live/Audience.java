package io.heartbeat.web.live;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The watchers and the frames they have in common. Thread-safe; one thread at a time publishes. */
final class Audience {
    private static final long DEAD_MILLIS = 80_000;
    private static final long STUCK_MILLIS = 60_000;

    private final TimeSource time;
    private final History history;
    private final Recent recent;
    private final Set<Subscriber> members = ConcurrentHashMap.newKeySet();
    private final Consumer<Subscriber> joining;
    private final LongAdder sent;
    private final LongAdder resyncs;

    /** One moment of the feed. */
    record Present(long seq, List<LiveMessage> newestFirst) {}

    /** @param joining whoever gives a watcher its first, or a new, snapshot and then calls {@link #join} */
    Audience(TimeSource time, History history, Recent recent, Telemetry telemetry, Consumer<Subscriber> joining) {
        this.time = time;
        this.history = history;
        this.recent = recent;
        this.joining = joining;
        telemetry.gauge("hbd_live_clients", "Watchers of the live feed.", members::size);
        sent = telemetry.counter("hbd_live_frames_sent_total", "Frames handed to watchers of the live feed.");
        resyncs = telemetry.counter(
                "hbd_live_resyncs_total",
                "Times a watcher was too slow and got a new snapshot instead of its backlog.");
    }

    long now() {
        return time.steadyMillis();
    }

    int size() {
        return members.size();
    }

    /** Number of the newest frame. */
    long last() {
        synchronized (history) {
            return history.last();
        }
    }

    /** Leaves a gap in the numbers: not everything was recorded before now. */
    void skip() {
        synchronized (history) {
            history.skip();
        }
    }

    /** The number of the newest frame, and the lines that were told up to it. */
    Present present() {
        synchronized (history) {
            return new Present(history.last(), recent.newestFirst());
        }
    }

    /**
     * Hands frames to everybody.
     *
     * @param frames in ascending order
     * @param lines the lines of the event feed among them, oldest first
     */
    void publish(List<Frame> frames, List<LiveMessage> lines) {
        if (frames.isEmpty()) {
            return;
        }
        synchronized (history) {
            frames.forEach(history::add);
            lines.forEach(recent::add);
            members.forEach(member -> frames.forEach(member::offer));
        }
        sent.add((long) frames.size() * members.size());
        members.forEach(Subscriber::flush);
    }

    /** Hands a frame to everybody that is of this moment only and is not kept. */
    void tell(Frame frame) {
        members.forEach(member -> member.offer(frame));
        members.forEach(Subscriber::flush);
    }

    /** Lets a watcher in with all that came after {@code seq}; false when that is not known any more. */
    boolean resume(Subscriber subscriber, long seq) {
        return join(subscriber, seq, List.of());
    }

    /** Lets a watcher in with a snapshot that was true at {@code snapshot.seq()}; false when it is too old for that. */
    boolean join(Subscriber subscriber, Frame snapshot) {
        return join(subscriber, snapshot.seq(), List.of(snapshot));
    }

    private boolean join(Subscriber subscriber, long seq, Collection<Frame> first) {
        synchronized (history) {
            List<Frame> missed = history.since(seq);
            if (missed == null) {
                return false;
            }
            List<Frame> frames = new ArrayList<>(first);
            frames.addAll(missed);
            subscriber.restart(frames);
            members.add(subscriber);
            sent.add(frames.size());
        }
        subscriber.flush();
        return true;
    }

    void leave(Subscriber subscriber) {
        members.remove(subscriber);
    }

    void overflown() {
        resyncs.increment();
    }

    void resync(Subscriber subscriber) {
        joining.accept(subscriber);
    }

    /** Gives every watcher a new snapshot. */
    void resyncAll() {
        members.forEach(this::resync);
    }

    /** Lets go of watchers that are dead, stuck, or not welcome any more. */
    void sweep() {
        long now = now();
        for (Subscriber member : members) {
            String fault = member.fault(now, DEAD_MILLIS, STUCK_MILLIS);
            if (fault != null) {
                member.refuse(Wire.POLICY, fault);
            }
        }
    }

    void ping() {
        members.forEach(Subscriber::ping);
    }

    /** Ends all connections. */
    void dismiss() {
        members.forEach(member -> member.refuse(Wire.GOING_AWAY, "the server is stopping"));
    }
}
