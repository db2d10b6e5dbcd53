package io.heartbeat.agent.link;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.ServerAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * One server and this agent.
 *
 * <p>{@link #run()} is the loop of the link's thread and {@link #turn()} one pass of it; {@link #add}, {@link #stop()} and
 * the questions may be asked from any thread.
 */
public final class Link implements Runnable, Closeable {
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final long REPORT_PACE_MILLIS = 50;
    private static final Duration NEVER_AGAIN = Duration.ofDays(365);

    private final ServerAddress server;
    private final Surroundings around;
    private final Counters counters;
    private final Envelope envelope;
    private final ReplayMemory memory; // null when nothing is signed, or nothing is to be kept
    private final Line line;
    private final Pulse pulse;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Answers answers;
    private long nextReportAt = Long.MIN_VALUE;
    private volatile Presence presence = Presence.AWAITED;
    private volatile boolean stopping;
    private volatile boolean silent;
    private volatile long awakeBy;

    private Link(
            AgentSettings settings,
            ServerAddress server,
            Surroundings around,
            Greeting greeting,
            Duration period,
            Envelope envelope,
            ReplayMemory memory)
            throws IOException {
        this.server = server;
        this.around = around;
        this.counters = around.counters();
        this.envelope = envelope;
        this.memory = memory;
        this.line = new Line(server, around, Math.min(period.toMillis(), 5000));
        this.pulse = new Pulse(settings, server, around, envelope, line, greeting, period);
        this.outbox = new Outbox(settings.bufferReports(), settings.bufferBytes(), counters);
        this.answers = new Answers(settings.name(), settings.compress(), line::wakeup);
        this.inbox = new Inbox(
                settings.name(), server, envelope, line, pulse, outbox, counters, around.orders(), answers::add);
        this.awakeBy = around.time().steadyMillis();
    }

    /**
     * A link for as long as the agent runs: the first heartbeat says that it has started.
     *
     * @throws IOException when no socket can be had
     */
    public static Link lasting(AgentSettings settings, ServerAddress server, Surroundings around) throws IOException {
        Greeting greeting = new Greeting(true, null);
        if (settings.key().isEmpty()) {
            return new Link(settings, server, around, greeting, settings.interval(), new Envelope.Plain(), null);
        }
        ReplayMemory memory = new ReplayMemory(settings.stateDir(), server, around);
        memory.load();
        Envelope envelope = new SignedEnvelope(settings.key().get(), new WallClock(around.time()), memory.windows());
        return new Link(settings, server, around, greeting, settings.interval(), envelope, memory);
    }

    /**
     * A link for one heartbeat. It keeps nothing on the disk, so it may run beside a lasting one.
     *
     * @throws IOException when no socket can be had
     */
    public static Link once(AgentSettings settings, ServerAddress server, Surroundings around, Greeting greeting)
            throws IOException {
        WallClock clock = new WallClock(around.time());
        Envelope envelope = settings.key()
                .<Envelope>map(key -> new SignedEnvelope(key, clock, EarlyClock.windows(clock)))
                .orElseGet(Envelope.Plain::new);
        return new Link(settings, server, around, greeting, NEVER_AGAIN, envelope, null);
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

    /** Ends {@link #run()} soon, without a word to the server: another process goes on. */
    public void leave() {
        silent = true;
        stop();
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
            if (!silent) {
                pulse.farewell();
            }
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
        inbox.turn();
        boolean moved = line.resolve(now);
        if (line.known()) {
            pulse.turn(now, moved);
            answers.each(answer -> line.send(envelope.seal(answer)));
            sendReport(now);
        }
        if (memory != null) {
            memory.turn(now);
        }
        presence = pulse.presence();
        long wait = Math.max(1, Math.min(next(now) - now, LONGEST_WAIT_MILLIS));
        wait = memory == null ? wait : Math.min(wait, Math.max(1, memory.next() - now));
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

    @Override
    public void close() throws IOException {
        if (memory != null) {
            memory.close();
        }
        line.close();
    }
}
