package io.heartbeat.agent.link;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.protocol.Rejection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * What comes from one server: acknowledgements are taken, commands refused, all else counted by its reason. Belongs to the
 * link's thread.
 */
final class Inbox {
    private static final Logger LOG = System.getLogger(Inbox.class.getName());
    /** So that a flood cannot keep a heartbeat waiting. */
    private static final int RECEIVED_PER_TURN = 64;

    private static final String REFUSAL = "this agent runs no commands and installs no upgrades";

    private final MessageWriter writer = new MessageWriter();
    private final String name;
    private final ServerAddress server;
    private final Envelope envelope;
    private final Line line;
    private final Pulse pulse;
    private final Outbox outbox;
    private final Counters counters;

    Inbox(
            String name,
            ServerAddress server,
            Envelope envelope,
            Line line,
            Pulse pulse,
            Outbox outbox,
            Counters counters) {
        this.name = name;
        this.server = server;
        this.envelope = envelope;
        this.line = line;
        this.pulse = pulse;
        this.outbox = outbox;
        this.counters = counters;
    }

    /** Takes what has come. */
    void turn() {
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
        line.send(envelope.seal(writer.result(name, message.id(), "refused", REFUSAL)));
    }
}
