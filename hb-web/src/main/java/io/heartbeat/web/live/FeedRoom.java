package io.heartbeat.web.live;

import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.command.Command;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.Transitions;
import io.heartbeat.metric.Reports;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.web.security.Viewer;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** The parts of the feed and how they hang together, without a thread of its own. Thread-safe. */
final class FeedRoom {
    private static final System.Logger LOG = System.getLogger(FeedRoom.class.getName());
    private static final int KEPT_FRAMES = 10_000;
    private static final int NOTICES = 1_024;
    private static final long LINGER_MILLIS = 30_000;
    private static final int ATTEMPTS = 5;

    private final TimeSource time;
    private final Transitions transitions;
    private final ConcurrentMap<String, LiveHost> hosts = new ConcurrentHashMap<>();
    private final Marks marks = new Marks();
    private final BlockingQueue<Pump.Notice> notices = new ArrayBlockingQueue<>(NOTICES);
    private volatile boolean rightsChanged;
    private final BlockingQueue<Subscriber> waiting = new LinkedBlockingQueue<>();
    private final Recent recent = new Recent();
    private final LiveJson json;
    private final Audience audience;
    private final Snapshots snapshots;
    private final Pump pump;
    private final Object door = new Object();
    private final LongAdder dropped;
    private volatile boolean watched;
    private volatile long watchedSince;
    private volatile long leftAt;
    private boolean seeded;

    FeedRoom(
            HostStates states,
            Reports reports,
            Transitions transitions,
            Alerts alerts,
            Function<String, List<String>> tags,
            TimeSource time,
            Telemetry telemetry) {
        this.time = time;
        this.json = new LiveJson(tags);
        this.transitions = transitions;
        History history = new History(KEPT_FRAMES, time.wall().toEpochMilli());
        audience = new Audience(time, history, recent, telemetry, waiting::add);
        snapshots = new Snapshots(states, reports, alerts, audience, json, time);
        pump = new Pump(states, reports, time, audience, hosts, marks, notices, recent, json);
        dropped = telemetry.counter(
                "hbd_live_messages_dropped_total", "Lines that the event feed left out because too many came at once.");
    }

    boolean watched() {
        return watched;
    }

    /** A host changed; costs one lookup, and nothing while nobody watches. */
    void mark(String host) {
        if (watched) {
            marks.add(host(host));
        }
    }

    /** A plugin of a host reported. */
    void markReported(String host) {
        if (watched) {
            LiveHost live = host(host);
            live.reported = true;
            marks.add(live);
        }
    }

    /** A line for the event feed; dropped and counted when too many come at once. */
    void say(LiveMessage line) {
        notice(new Pump.Notice(line.host(), line, null, null));
    }

    /** An alert is another than before; nothing while nobody watches. */
    void alert(AlertView alert) {
        if (watched) {
            notice(new Pump.Notice(alert.alert().host(), null, alert, null));
        }
    }

    /** Something became of a command; nothing while nobody watches. */
    void command(Command command) {
        if (watched) {
            notice(new Pump.Notice(command.host(), null, null, command));
        }
    }

    /** A host is gone. */
    void removed(String host) {
        notice(new Pump.Notice(host, null, null, null));
    }

    /** Somebody may see other hosts than before: everybody gets a new snapshot with the next housekeeping. */
    void rightsChanged() {
        rightsChanged = true;
    }

    Subscriber enter(Viewer viewer, OptionalLong since, Wire wire) {
        Subscriber subscriber = new Subscriber(audience, viewer, wire, audience.now());
        if (audience.size() + waiting.size() >= LiveFeed.MOST_WATCHERS) {
            subscriber.refuse(Wire.TRY_AGAIN, "too many watchers");
        } else if (since.isEmpty() || !resume(subscriber, since.getAsLong())) {
            waiting.add(subscriber);
        }
        return subscriber;
    }

    private boolean resume(Subscriber subscriber, long since) {
        synchronized (door) {
            return watched && audience.resume(subscriber, since);
        }
    }

    /** Gives one watcher that waits its snapshot; waits for one. Only one thread serves. */
    void serveOne() throws InterruptedException {
        Subscriber subscriber = waiting.take();
        seed();
        leftAt = time.steadyMillis();
        watch();
        for (int i = 0; i < ATTEMPTS; i++) {
            if (audience.join(subscriber, snapshots.of(subscriber.viewer()))) {
                return;
            }
            snapshots.expire();
        }
        subscriber.refuse(Wire.TRY_AGAIN, "too much happens at once");
    }

    /** One turn of the pump. */
    void turn() {
        synchronized (pump) {
            pump.turn();
        }
    }

    /** What is to be done about once a second. */
    void keepHouse() {
        audience.sweep();
        if (rightsChanged) {
            rightsChanged = false;
            audience.resyncAll();
        }
        long now = time.steadyMillis();
        if (audience.size() > 0) {
            leftAt = now;
        } else if (watched && now - leftAt > LINGER_MILLIS) {
            close();
        }
    }

    private void close() {
        synchronized (door) {
            if (audience.size() == 0 && waiting.isEmpty()) {
                watched = false;
                hosts.clear();
            }
        }
    }

    /** Tells everybody that the feed lives, and what time it is here. */
    void tick() {
        long seq = audience.last();
        audience.tell(new Frame(seq, null, json.tick(seq, time.wall())));
    }

    void ping() {
        audience.ping();
    }

    void dismiss() {
        audience.dismiss();
        waiting.forEach(subscriber -> subscriber.refuse(Wire.GOING_AWAY, "the server is stopping"));
    }

    List<LiveMessage> recent(Viewer viewer) {
        seed();
        return recent.newestFirst().stream()
                .filter(line -> viewer.sees(line.host()))
                .toList();
    }

    private LiveHost host(String name) {
        LiveHost host = hosts.get(name);
        return host != null ? host : hosts.computeIfAbsent(name, key -> new LiveHost(key, watchedSince));
    }

    private void notice(Pump.Notice notice) {
        if (!notices.offer(notice)) {
            dropped.increment();
        }
    }

    private void watch() {
        if (!watched) {
            synchronized (pump) {
                watchedSince = time.wall().toEpochMilli() - Pump.LATEST_MILLIS;
                watched = true;
                audience.skip();
            }
            snapshots.expire();
        }
    }

    private synchronized void seed() {
        if (seeded) {
            return;
        }
        seeded = true;
        try {
            recent.addOlder(limit ->
                    transitions.recent(limit).stream().map(LiveMessage::of).toList());
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "the event feed begins without the stored events: {0}", failed.toString());
        }
    }
}
