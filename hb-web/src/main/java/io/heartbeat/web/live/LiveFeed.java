package io.heartbeat.web.live;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.AccountsChanged;
import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertChanged;
import io.heartbeat.alert.Alerts;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.command.CommandChanged;
import io.heartbeat.flow.Order;
import io.heartbeat.host.BeatMissed;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostTags;
import io.heartbeat.host.HostTransitioned;
import io.heartbeat.host.Transitions;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.metric.Reports;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.web.security.Viewer;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;

/**
 * The door of the live feed: hears what happens, lets watchers in. Observers only mark; while nobody watches they do not
 * even that, except for the lines of the event feed. Thread-safe.
 */
@ApplicationScoped
public class LiveFeed {
    /** Watchers at most; the next one is told to come back later. */
    static final int MOST_WATCHERS = 2_000;

    private Alerts alerts;
    private FeedRoom room;
    private FeedThreads threads;
    private volatile AccountsChanged accounts;

    /** For the container's proxy. */
    protected LiveFeed() {}

    /** Reads hosts and reports; keeps nothing of them. */
    @Inject
    public LiveFeed(
            HostStates states,
            Reports reports,
            Transitions transitions,
            Alerts alerts,
            HostTags tags,
            TimeSource time,
            Telemetry telemetry) {
        this.alerts = alerts;
        room = new FeedRoom(states, reports, transitions, alerts, tags::of, time, telemetry);
        threads = new FeedThreads(room, time);
    }

    /**
     * Starts the feed's threads; the application's start calls it. Observers may be called earlier.
     *
     * @param factory the container's, which this bean cannot ask for itself: in an EAR the server's beans fire events before
     *     this module has names to look up
     */
    public void start(ThreadFactory factory) {
        threads.start(factory);
    }

    /** Ends all connections and the threads. */
    @PreDestroy
    public void stop() {
        threads.stop();
    }

    /**
     * Lets a watcher in. Its first frame is a snapshot, or what it missed.
     *
     * @param viewer whose eyes: only hosts it may see are told
     * @param since number of the last frame that it had, empty when it begins
     * @param wire where the frames go; its pongs and its end are to be told to the subscriber
     */
    public Subscriber subscribe(Viewer viewer, OptionalLong since, Wire wire) {
        return room.enter(viewer, since, wire);
    }

    /** The lines of the event feed, newest first, as far as the viewer may see them. */
    public List<LiveMessage> recent(Viewer viewer) {
        return room.recent(viewer);
    }

    void beat(@Observes @Priority(Order.LIVE) BeatReceived event) {
        room.mark(event.host());
        String text = event.message().text();
        if (text != null && !text.isBlank()) {
            room.say(LiveMessage.said(instant(event.arrival()), event.host(), text));
        }
    }

    void reported(@Observes @Priority(Order.LIVE) PluginReported event) {
        room.markReported(event.host());
    }

    void missed(@Observes @Priority(Order.LIVE) BeatMissed event) {
        room.mark(event.host());
    }

    void transitioned(@Observes @Priority(Order.LIVE) HostTransitioned event) {
        room.mark(event.host());
        room.say(LiveMessage.of(event));
    }

    void alert(@Observes @Priority(Order.LIVE) AlertChanged event) {
        room.alert(alerts.view(event.alert()));
        // That a host is down has its line already, from its transition.
        if (!event.alert().metric().equals(Alert.HEARTBEAT)) {
            room.say(LiveMessage.of(event));
        }
    }

    void command(@Observes @Priority(Order.LIVE) CommandChanged event) {
        room.command(event.command());
    }

    void forgotten(@Observes @Priority(Order.LIVE) HostForgotten event) {
        room.removed(event.host());
    }

    /** Who sees fewer hosts than before, or more, is told anew what there is. */
    void accounts(@Observes AccountsChanged event) {
        if (!event.equals(accounts)) {
            accounts = event;
            room.rightsChanged();
        }
    }

    void reloaded(@Observes SettingsReloaded<AccessSettings> event) {
        room.rightsChanged();
    }

    private static Instant instant(Arrival arrival) {
        long micros = arrival.epochMicros();
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }
}
