package io.heartbeat.host;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.flow.Order;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.HostSigned;
import io.heartbeat.phrase.Phrase;
import io.heartbeat.protocol.Message;
import io.heartbeat.settings.SettingsReloaded;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The hosts of this server, and the observers around {@link HostState}: heartbeats step it, the wheel steps it when they
 * stay away. Thread-safe; a host's state is changed only under its lane.
 */
@Unproxied
public class HostStates {
    private final ConcurrentHashMap<String, HostCell> cells = new ConcurrentHashMap<>();
    private volatile HostSettings settings;
    private final TimeSource time;
    private final Lanes lanes;
    private final Event<BeatMissed> missed;
    private final TransitionQueue transitions;
    private final Wheel wheel;
    private volatile long listeningSince;

    /** Made by the container; what is asked of it all the time comes unproxied. */
    @Inject
    protected HostStates(
            HostSettings settings,
            TimeSource time,
            Lanes lanes,
            Event<BeatMissed> missed,
            TransitionQueue transitions) {
        this.settings = settings;
        this.time = time;
        this.lanes = lanes;
        this.missed = missed;
        this.transitions = transitions;
        this.listeningSince = time.steadyMillis();
        this.wheel = new Wheel(100, listeningSince);
    }

    /** All hosts, in no order; each as it is at some moment of the call. */
    public Collection<HostState> all() {
        return cells.values().stream().map(cell -> cell.state).toList();
    }

    /** How many hosts there are. */
    public int size() {
        return cells.size();
    }

    /** One host by its canonical name. */
    public Optional<HostState> find(String name) {
        return Optional.ofNullable(cells.get(name)).map(cell -> cell.state);
    }

    /** The last heartbeats of a host, oldest first, at most 60; empty for an unknown host. */
    public List<BeatMark> beats(String name) {
        HostCell cell = cells.get(name);
        return cell == null ? List.of() : cell.bar();
    }

    void beat(@Observes @Priority(Order.HOST) BeatReceived event) {
        HostCell cell = cells.get(event.host());
        if (cell == null) {
            cell = restore(HostState.unknown(
                    event.host(),
                    time.wall(),
                    time.steadyMillis(),
                    settings.interval().toMillis() / 1000.0));
        }
        HostState before = cell.state;
        Beat beat = beat(event.message(), event.arrival(), before);
        HostState after = before.next(beat);
        cell.state = after;
        cell.dirty = true;
        cell.missed = 0;
        if (event.arrival().signed()) {
            cell.signedAt = event.arrival().epochMicros() / 1000;
        }
        cell.stroke(event.arrival().epochMicros() / 1000, beat.rttMs(), false);
        Transition transition = Transition.by(beat, before, after);
        if (transition != null) {
            transitions.add(transition);
        }
        cell.strokeDueAt = after.lateAt(listeningSince);
        if (cell.lookAt > nextLook(cell)) {
            wheel.watch(cell);
        }
    }

    void reloaded(@Observes SettingsReloaded<HostSettings> event) {
        settings = event.settings();
    }

    void signed(@Observes HostSigned event) {
        HostCell cell = cells.get(event.host());
        if (cell != null) {
            cell.signed = true;
            cell.dirty = true;
        }
    }

    /** Factor on a host's interval after which it is down. */
    public double grace() {
        return settings.grace();
    }

    /** Whether a host once sent a signed message, and is held to it. */
    public boolean signed(String name) {
        HostCell cell = cells.get(name);
        return cell != null && cell.signed;
    }

    /** The last signed heartbeat of a host since this server started; empty when there was none. */
    public Optional<Instant> signedAt(String name) {
        HostCell cell = cells.get(name);
        return cell == null || cell.signedAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(cell.signedAt));
    }

    /**
     * Has nobody watch a host until it is resumed; heartbeats are still noted.
     *
     * @param by who wants it, for the reason that people read
     * @return its state; empty when there is no such host
     */
    public Optional<HostState> pause(String name, String by) {
        return change(name, HostStatus.PAUSED, false, Phrase.PAUSED.of(by));
    }

    /** Has a paused host watched again; one that is not paused stays as it is. */
    public Optional<HostState> resume(String name, String by) {
        return change(name, HostStatus.PAUSED, true, Phrase.RESUMED.of(by));
    }

    private Optional<HostState> change(String name, HostStatus turn, boolean back, String reason) {
        synchronized (lanes.of(name)) {
            HostCell cell = cells.get(name);
            if (cell == null) {
                return Optional.empty();
            }
            HostState before = cell.state;
            if ((before.status() == turn) == back) {
                Instant now = time.wall();
                HostState after = back ? before.resumed(now, time.steadyMillis()) : before.paused(now);
                cell.state = after;
                cell.dirty = true;
                cell.missed = 0;
                cell.strokeDueAt = Math.max(after.lateAt(listeningSince), time.steadyMillis());
                transitions.add(new Transition(name, before.status(), after.status(), now, reason));
                wheel.watch(cell);
            }
            return Optional.of(cell.state);
        }
    }

    /** Puts a host in its place as it was remembered; the wheel watches it from now on. */
    HostCell restore(HostState state) {
        HostCell fresh = new HostCell(state);
        fresh.strokeDueAt = state.lateAt(listeningSince);
        HostCell present = cells.putIfAbsent(state.name(), fresh);
        if (present == null) {
            wheel.watch(fresh);
        }
        return present == null ? fresh : present;
    }

    /** Silence counts from here: before it, the server itself was not listening. */
    void listeningSince(long steadyMillis) {
        listeningSince = steadyMillis;
    }

    /** Looks at the hosts that may have become silent. One thread's. */
    void turnWheel() {
        wheel.turn(time.steadyMillis(), this::look);
    }

    /** Hands over every host whose row is older than its state. */
    void eachDirty(Consumer<HostCell> writer) {
        for (HostCell cell : cells.values()) {
            if (cell.dirty) {
                cell.dirty = false;
                writer.accept(cell);
            }
        }
    }

    /** Takes a host out of memory; null when there is none. */
    HostCell remove(String name) {
        synchronized (lanes.of(name)) {
            HostCell cell = cells.remove(name);
            if (cell != null) {
                cell.dropped = true;
            }
            return cell;
        }
    }

    /** The cell of a host, or null. */
    HostCell cell(String name) {
        return cells.get(name);
    }

    @SuppressWarnings("ReferenceEquality") // The rule answers the very same object when nothing changed.
    private void look(HostCell cell) {
        synchronized (lanes.of(cell.state.name())) {
            if (cell.dropped) {
                cell.lookAt = Long.MAX_VALUE;
                return;
            }
            long now = time.steadyMillis();
            Instant wall = time.wall();
            HostState before = cell.state;
            HostState after = before.silent(wall, now, listeningSince, settings.grace());
            boolean stroke = strokeMissed(cell, now, wall);
            if (after != before) {
                cell.state = after;
                cell.dirty = true;
                transitions.add(Transition.bySilence(before, after));
            }
            if (stroke || after != before) {
                missed.fire(new BeatMissed(after.name(), after.status(), wall));
            }
            cell.lookAt = nextLook(cell);
        }
    }

    private boolean strokeMissed(HostCell cell, long now, Instant wall) {
        long due = Math.max(cell.strokeDueAt, cell.state.lateAt(listeningSince));
        boolean watched = cell.state.lastSeen() != null && cell.state.status() != HostStatus.PAUSED;
        if (!watched || cell.missed >= HostCell.BAR || now < due) {
            return false;
        }
        cell.missed++;
        cell.stroke(wall.toEpochMilli(), Double.NaN, true);
        cell.strokeDueAt = due + (long) (cell.state.interval() * 1000);
        return true;
    }

    private long nextLook(HostCell cell) {
        HostState state = cell.state;
        if (state.lastSeen() == null || state.status() == HostStatus.PAUSED) {
            return Long.MAX_VALUE;
        }
        long stroke = cell.missed >= HostCell.BAR ? Long.MAX_VALUE : cell.strokeDueAt;
        return switch (state.status()) {
            case UP -> Math.min(stroke, state.lateAt(listeningSince));
            case LATE -> Math.min(stroke, state.downAt(listeningSince, settings.grace()));
            default -> stroke;
        };
    }

    private Beat beat(Message message, Arrival arrival, HostState before) {
        long micros = arrival.epochMicros();
        return new Beat(
                Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000),
                time.steadyMillis(),
                message.interval(),
                message.rtt(),
                message.boot(),
                message.shutdown(),
                message.text(),
                message.versionIs(before.version()) ? before.version() : message.version(),
                arrival.source().getAddress());
    }
}
