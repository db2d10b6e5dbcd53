package io.heartbeat.ingest;

import io.heartbeat.flow.Lanes;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.MessageType;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;

/**
 * From the bytes of one datagram to one event: unseal, decode, find the host, fire under its lane, acknowledge. One per
 * worker, not thread-safe. Nothing that arrives makes it throw.
 */
final class Intake {
    private final Codec codec = new Codec();
    private final Sources sources;
    private final Seals seals;
    private final Roster roster;
    private final Lanes lanes;
    private final Announcements events;
    private final Replies replies;
    private final Rejections rejections;
    private final Stamps stamps;
    private final Telemetry telemetry;
    private final LongAdder beats;
    private final LongAdder reports;
    private final LongAdder results;

    Intake(
            Roster roster,
            Seals seals,
            Lanes lanes,
            Announcements events,
            Replies replies,
            Stamps stamps,
            Telemetry telemetry,
            int sourcesRemembered) {
        this.roster = roster;
        this.seals = seals;
        this.lanes = lanes;
        this.events = events;
        this.replies = replies;
        this.stamps = stamps;
        this.telemetry = telemetry;
        sources = new Sources(sourcesRemembered);
        rejections = new Rejections(telemetry);
        beats = telemetry.counter("hbd_heartbeats_received_total", "Heartbeats accepted.");
        reports = telemetry.counter("hbd_plugin_reports_received_total", "Plugin reports accepted.");
        results = telemetry.counter("hbd_results_received_total", "Results of commands and upgrades accepted.");
    }

    /**
     * Works on one datagram.
     *
     * @param stamp steady clock at reception, nanoseconds
     */
    void take(byte[] bytes, int offset, int length, long stamp, InetSocketAddress source) {
        Rejection refused = accept(bytes, offset, length, stamp, source);
        if (refused != null) {
            rejections.count(refused);
        }
    }

    private Rejection accept(byte[] bytes, int offset, int length, long stamp, InetSocketAddress source) {
        Rejection refused = seals.open(bytes, offset, length);
        if (refused == null) {
            refused = seals.sealed()
                    ? codec.decode(bytes, seals.payloadOffset(), seals.payloadLength())
                    : codec.decode(bytes, offset, length);
        }
        if (refused != null) {
            return refused;
        }
        Message message = codec.message();
        switch (message.type()) {
            case HTB, PLG, RES -> {}
            default -> {
                return Rejection.WRONG_DIRECTION;
            }
        }
        Admitted known = known(message, source);
        if (known == null && message.nameLength() == 0 && !seals.sealed()) {
            return Rejection.NAME_MISSING;
        }
        refused = known == null
                ? seals.judge(message, roster.auth(message), false)
                : seals.judge(message, known.auth, known.hasSigned);
        if (refused != null) {
            return refused;
        }
        Admitted host = known != null ? known : admit(message);
        if (host == null) {
            return Rejection.HOST_LIMIT;
        }
        sources.saw(source, host);
        announce(host, message, new Arrival(stamps.epochMicros(stamp), source, seals.sealed()));
        if (message.type() == MessageType.HTB) {
            replies.acknowledge(host, message, length, stamp, source, seals);
        }
        if (seals.sealed() && !message.shutdown()) {
            exchange(host, source);
        }
        return null;
    }

    /** Who has proven itself may be told something: after the acknowledgement, by which the agent measures its round trip. */
    private void exchange(Admitted host, InetSocketAddress source) {
        try {
            events.exchanges.fire(new SignedExchange(host.name, message -> replies.tell(message, source, seals)));
        } catch (RuntimeException e) {
            telemetry.report(new ObserverFailed(host.name, e));
        }
    }

    /** By its name; without one by its key, or by the host last seen at the source. */
    private Admitted known(Message message, InetSocketAddress source) {
        if (message.nameLength() > 0) {
            return roster.find(message.json(), message.nameOffset(), message.nameLength());
        }
        return seals.sealed() ? roster.find(seals.keyHost()) : sources.last(source);
    }

    private Admitted admit(Message message) {
        return message.nameLength() > 0
                ? roster.admit(message.json(), message.nameOffset(), message.nameLength())
                : roster.admit(seals.keyHost());
    }

    private void announce(Admitted host, Message message, Arrival arrival) {
        synchronized (lanes.of(host.name)) {
            try {
                if (arrival.signed() && !host.hasSigned) {
                    host.hasSigned = true;
                    fire(host, message, arrival);
                    events.signed.fire(new HostSigned(host.name));
                } else {
                    fire(host, message, arrival);
                }
            } catch (RuntimeException e) {
                telemetry.report(new ObserverFailed(host.name, e));
            }
        }
    }

    private void fire(Admitted host, Message message, Arrival arrival) {
        switch (message.type()) {
            case HTB -> {
                beats.increment();
                events.beats.fire(new BeatReceived(host.name, arrival, message));
            }
            case PLG -> {
                reports.increment();
                events.reports.fire(new PluginReported(host.name, arrival, message));
            }
            default -> {
                results.increment();
                events.results.fire(new ResultReceived(host.name, arrival, message));
            }
        }
    }
}
