package io.heartbeat.agent.link;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.protocol.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One server and this agent.
 *
 * <p>{@link #run()} is the loop of the link's thread and {@link #turn()} one pass of it; {@link #add}, {@link #stop()} and
 * the questions may be asked from any thread.
 */
public final class Link implements Runnable, Closeable {
    private static final Logger LOG = System.getLogger(Link.class.getName());
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final long REPORT_PACE_MILLIS = 50;
    private static final int RECEIVED_PER_TURN = 64;
    private static final String REFUSAL = "this agent runs no commands and installs no upgrades";

    private final AgentSettings settings;
    private final ServerAddress server;
    private final Surroundings around;
    private final Counters counters;
    private final Envelope envelope;
    private final Line line;
    private final Pulse pulse;
    private final Outbox outbox;
    private final MessageWriter writer = new MessageWriter();
    private long nextReportAt = Long.MIN_VALUE;
    private volatile Presence presence = Presence.AWAITED;
    private volatile boolean stopping;
    private volatile long awakeBy;

    /**
     * @param greeting said by the first heartbeat only
     * @param period time between heartbeats; the one they announce stands in the settings
     * @throws IOException when no socket can be had
     */
    public Link(AgentSettings settings, ServerAddress server, Surroundings around, Greeting greeting, Duration period)
            throws IOException {
        this.settings = settings;
        this.server = server;
        this.around = around;
        this.counters = around.counters();
        this.envelope = Envelopes.of(settings, server, around);
        this.line = new Line(server, around, Math.min(period.toMillis(), 5000));
        this.pulse = new Pulse(settings, server, around, envelope, line, greeting, period);
        this.outbox = new Outbox(settings.bufferReports(), settings.bufferBytes(), counters);
        this.awakeBy = around.time().steadyMillis();
    }

    /** The server of this link. */
    public ServerAddress server() {
        return server;
    }

    /** What is known of the server. */
    public Presence presence() {
        return presence;
    }

    /** Reports that wait to be sent. */
    public int waiting() {
        return outbox.size();
    }

    /** When the link's thread will have made its next pass at the latest, steady milliseconds. */
    public long awakeBy() {
        return awakeBy;
    }

    /**
     * Takes a report for the server; it is sent now, or when the server is back.
     *
     * @param plugin whose report it is
     * @param message the composed PLG; shared, not to be changed
     * @param lasting whether it is to be repeated when the server comes back
     */
    public void add(String plugin, byte[] message, boolean lasting) {
        if (lasting) {
            outbox.addLasting(plugin, message);
        } else {
            outbox.add(message);
        }
        line.wakeup();
    }

    /** Ends {@link #run()} soon, with a goodbye to the server. */
    public void stop() {
        stopping = true;
        line.wakeup();
    }

    @Override
    public void run() {
        try (this) {
            while (!stopping) {
                line.await(turn());
            }
            pulse.farewell();
        } catch (IOException e) {
            throw new UncheckedIOException("the link to " + server + " is broken", e);
        }
    }

    /**
     * Runs in the caller's thread until the server has answered, without a goodbye.
     *
     * @param patience how long at most
     * @return whether it answered
     */
    public boolean runUntilAnswered(Duration patience) {
        long deadline = around.time().steadyMillis() + patience.toMillis();
        try (this) {
            long left = patience.toMillis();
            while (left > 0) {
                long wait = turn();
                if (presence == Presence.HERE) {
                    return true;
                }
                line.await(Math.min(wait, left));
                left = deadline - around.time().steadyMillis();
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the link to " + server + " is broken", e);
        }
    }

    /**
     * Takes what came and sends what is due.
     *
     * @return milliseconds until something is due again, at least 1
     */
    public long turn() {
        long now = around.time().steadyMillis();
        receive();
        boolean moved = line.resolve(now);
        if (line.known()) {
            pulse.turn(now, moved);
            sendReport(now);
        }
        presence = pulse.presence();
        long wait = Math.max(1, Math.min(next(now) - now, LONGEST_WAIT_MILLIS));
        awakeBy = now + wait;
        return wait;
    }

    private long next(long now) {
        if (!line.known()) {
            return Math.min(line.askAt(), now + LONGEST_WAIT_MILLIS);
        }
        boolean reports = !outbox.isEmpty() && pulse.trusted(now);
        return reports ? Math.min(pulse.next(), nextReportAt) : pulse.next();
    }

    private void sendReport(long now) {
        if (now < nextReportAt || !pulse.trusted(now)) {
            return;
        }
        byte[] report = outbox.poll();
        if (report != null && line.send(envelope.seal(report))) {
            counters.count(Counter.REPORTS_SENT);
            nextReportAt = now + REPORT_PACE_MILLIS;
        }
    }

    private void receive() {
        for (int i = 0; i < RECEIVED_PER_TURN; i++) {
            ByteBuffer datagram = line.receive();
            if (datagram == null) {
                return;
            }
            Rejection rejection = envelope.open(datagram);
            if (rejection == null) {
                take(envelope.message());
            } else {
                counters.count(rejection);
            }
        }
    }

    private void take(Message message) {
        if (message.nameLength() > 0 && !message.nameIs(settings.name())) {
            counters.count(Rejection.FOREIGN_NAME);
            return;
        }
        switch (message.type()) {
            case ACK -> {
                if (pulse.answered(message.seq(), message.time())) {
                    outbox.repeatLasting();
                }
            }
            case CMD, UPD -> refuse(message);
            default -> counters.count(Rejection.WRONG_DIRECTION);
        }
    }

    private void refuse(Message message) {
        if (!envelope.proves()) {
            counters.count(Counter.COMMANDS_IGNORED);
            return;
        }
        counters.count(Counter.COMMANDS_REFUSED);
        LOG.log(Level.DEBUG, "{0}: {1} {2} refused", server, message.type(), message.id());
        line.send(envelope.seal(writer.result(settings.name(), message.id(), "refused", REFUSAL)));
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
