package io.heartbeat.agent.link;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Schedule;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.Version;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.protocol.Heartbeat;
import io.heartbeat.protocol.MessageWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Heartbeats to one server: on time, and to the server's next address when the one in use stays silent. Belongs to the
 * link's thread.
 */
final class Pulse {
    private static final Logger LOG = System.getLogger(Pulse.class.getName());
    /** How long one address is given to answer before the next is tried. */
    private static final long PATIENCE_MILLIS = 2000;
    /** An answer that takes longer than this makes reports wait until it comes. */
    private static final long TRUST_MILLIS = 1000;

    private final MessageWriter writer = new MessageWriter();
    private final String version = Version.current();
    private final AgentSettings settings;
    private final ServerAddress server;
    private final Surroundings around;
    private final Envelope envelope;
    private final Line line;
    private final Beats beats = new Beats();
    private final Schedule schedule;
    private final Greeting greeting;
    private Heartbeat current;
    private int tried;
    private long sentAt;
    private boolean impatient;

    Pulse(
            AgentSettings settings,
            ServerAddress server,
            Surroundings around,
            Envelope envelope,
            Line line,
            Greeting greeting,
            Duration period) {
        this.settings = settings;
        this.server = server;
        this.around = around;
        this.envelope = envelope;
        this.line = line;
        this.greeting = greeting;
        this.schedule = new Schedule(time().steadyMillis(), period.toMillis());
    }

    private TimeSource time() {
        return around.time();
    }

    /** Sends what is due. */
    void turn(long now, boolean moved) {
        if (schedule.due(now)) {
            beat(now);
        } else if (moved && beats.pending()) {
            transmit(now);
        } else if (impatient(now)) {
            impatient = true;
            hint();
            tryNextAddress(now);
        }
    }

    private void beat(long now) {
        schedule.taken(now);
        if (beats.next()) {
            LOG.log(Level.WARNING, "{0} is away: it owes two answers; reports wait for it", server);
        }
        if (beats.presence() == Presence.AWAY) {
            line.advance(now);
        }
        tried = 1;
        impatient = false;
        boolean first = beats.seq() == 1;
        current = writer.heartbeat(
                heartbeat().withBoot(first && greeting.boot()).withText(first ? greeting.text() : null));
        transmit(now);
    }

    private Heartbeat heartbeat() {
        Instant wall = time().wall();
        double interval = settings.interval().toMillis() / 1000.0;
        return Heartbeat.of(settings.name(), interval, beats.seq(), wall.toEpochMilli() / 1000.0)
                .withRtt(rounded(beats.rttMs()))
                .withVersion(version);
    }

    /** To the microsecond; what is unknown stays so. */
    private static double rounded(double millis) {
        return Double.isNaN(millis) ? millis : Math.round(millis * 1000) / 1000.0;
    }

    private void transmit(long now) {
        sentAt = now;
        beats.sent(current.time(), time().steadyNanos());
        if (line.send(envelope.seal(writer.heartbeat(current)))) {
            around.counters().count(Counter.BEATS_SENT);
        } else {
            tryNextAddress(now);
        }
    }

    private void tryNextAddress(long now) {
        if (beats.presence() != Presence.HERE && tried < line.addresses()) {
            tried++;
            impatient = false;
            line.advance(now);
            transmit(now);
        }
    }

    private boolean impatient(long now) {
        return beats.pending() && !impatient && now - sentAt >= PATIENCE_MILLIS;
    }

    private void hint() {
        if (beats.presence() == Presence.AWAITED && beats.seq() == 1 && !line.troubled()) {
            LOG.log(
                    Level.WARNING,
                    "{0} ({1}) has not answered yet; is the server running, and UDP let through?",
                    server,
                    line.address());
        }
    }

    /**
     * An acknowledgement came.
     *
     * @param echoedSeq the number it echoes, null when it has none
     * @param echoedTime the time it echoes, null when it has none
     * @return whether the server is back, or here for the first time
     */
    boolean answered(String echoedSeq, String echoedTime) {
        Presence before = beats.presence();
        if (!beats.answered(echoedSeq, echoedTime, time().steadyNanos())) {
            around.counters().count(Counter.ANSWERS_UNMATCHED);
            return false;
        }
        around.counters().count(Counter.BEATS_ANSWERED);
        line.fine();
        boolean arrived = before != Presence.HERE;
        LOG.log(
                arrived ? Level.INFO : Level.DEBUG,
                "{0} ({1}) answers after {2} ms",
                server,
                line.address(),
                rounded(beats.rttMs()));
        return arrived;
    }

    /** Whether a report would very likely arrive now. */
    boolean trusted(long now) {
        return beats.presence() == Presence.HERE && (!beats.pending() || now - sentAt < TRUST_MILLIS);
    }

    /** Says goodbye, once, without waiting for an answer. */
    void farewell() {
        if (beats.seq() > 0 && line.known()) {
            beats.next();
            line.send(envelope.seal(writer.heartbeat(heartbeat().withShutdown(true))));
        }
    }

    Presence presence() {
        return beats.presence();
    }

    /** When something is due again, steady milliseconds. */
    long next() {
        boolean waits = beats.pending() && !impatient;
        return waits ? Math.min(schedule.next(), sentAt + PATIENCE_MILLIS) : schedule.next();
    }
}
