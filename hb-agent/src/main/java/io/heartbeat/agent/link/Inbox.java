package io.heartbeat.agent.link;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.Order;
import io.heartbeat.agent.Orders;
import io.heartbeat.agent.Result;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.MessageType;
import io.heartbeat.protocol.Rejection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * What comes from one server: acknowledgements are taken, proven orders handed on, all else counted by its reason. Belongs to the
 * link's thread.
 */
final class Inbox {
    private static final Logger LOG = System.getLogger(Inbox.class.getName());
    /** So that a flood cannot keep a heartbeat waiting. */
    private static final int RECEIVED_PER_TURN = 64;

    /** An order without a moment of its own stands for so long after it was sealed, and none stands longer. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String name;
    private final ServerAddress server;
    private final Envelope envelope;
    private final Line line;
    private final Pulse pulse;
    private final Outbox outbox;
    private final Counters counters;
    private final Orders orders;
    private final BiConsumer<String, Result> answers;

    /** @param answers takes the result of the order with that identifier, from any thread */
    Inbox(
            String name,
            ServerAddress server,
            Envelope envelope,
            Line line,
            Pulse pulse,
            Outbox outbox,
            Counters counters,
            Orders orders,
            BiConsumer<String, Result> answers) {
        this.name = name;
        this.server = server;
        this.envelope = envelope;
        this.line = line;
        this.pulse = pulse;
        this.outbox = outbox;
        this.counters = counters;
        this.orders = orders;
        this.answers = answers;
    }

    /** Takes what has come. */
    void turn() {
        for (int i = 0; i < RECEIVED_PER_TURN; i++) {
            ByteBuffer datagram = line.receive();
            if (datagram == null) {
                return;
            }
            take(datagram);
        }
    }

    /** Takes one datagram, whatever is in it. */
    void take(ByteBuffer datagram) {
        Rejection rejection = envelope.open(datagram);
        if (rejection == null) {
            take(envelope.message());
        } else {
            counters.count(rejection);
        }
    }

    private void take(Message message) {
        if (message.nameLength() > 0 && !message.nameIs(name)) {
            counters.count(Rejection.FOREIGN_NAME);
            return;
        }
        switch (message.type()) {
            case ACK -> {
                if (pulse.answered(message.seq(), message.time())) {
                    outbox.repeatLasting();
                }
            }
            case CMD, UPD -> order(message);
            default -> counters.count(Rejection.WRONG_DIRECTION);
        }
    }

    private void order(Message message) {
        if (!envelope.proves()) {
            counters.count(Counter.COMMANDS_IGNORED);
            return;
        }
        String id = message.id();
        Order order = new Order(
                server,
                message.type() == MessageType.UPD,
                id,
                message.command(),
                message.args(),
                message.version(),
                message.url(),
                message.sha256(),
                Instant.ofEpochMilli(expires(message)));
        LOG.log(Level.DEBUG, "{0}: {1} comes", server, order);
        orders.take(order, result -> answers.accept(id, result));
    }

    private long expires(Message message) {
        long latest = envelope.sealedAt() + LONGEST.toMillis();
        return Double.isNaN(message.expires()) ? latest : (long) Math.min((double) latest, message.expires() * 1000);
    }
}
