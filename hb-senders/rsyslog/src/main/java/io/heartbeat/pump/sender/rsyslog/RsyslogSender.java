package io.heartbeat.pump.sender.rsyslog;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.PeerSocket;
import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** One batch, one write; with {@code confirm} also one connection, whose end the server confirms. */
final class RsyslogSender implements Sender {
    private static final Logger LOG = System.getLogger(RsyslogSender.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RsyslogPlan plan;
    private final Framer framer;
    private PeerSocket socket;
    private boolean confirms;

    RsyslogSender(RsyslogPlan plan) {
        this.plan = plan;
        this.framer = new Framer(plan.counted(), plan.maxMessageSize());
        this.confirms = plan.confirm();
    }

    void connect() throws IOException {
        if (socket == null) {
            socket = PeerSocket.open(plan.server(), plan.port(), plan.tls(), PATIENCE);
        }
    }

    @Override
    public void send(Batch batch) throws IOException {
        framer.clear();
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            framer.add(plan.template().format(SyslogRecord.of(batch, i, plan.defaults())));
        }
        connect();
        byte[] frames = framer.bytes();
        socket.write(frames, 0, frames.length);
        if (confirms) {
            confirm();
        }
        batch.acknowledgeAll();
    }

    /**
     * The server closes when it has read everything, while one that dies resets the connection. One that keeps it open is
     * believed from then on.
     */
    private void confirm() throws IOException {
        if (!socket.finish()) {
            confirms = false;
            LOG.log(
                    Level.WARNING,
                    "{0}:{1} does not close a connection that has ended: what it was sent counts as"
                            + " received from now on",
                    plan.server(),
                    plan.port() + "");
        }
        close();
    }

    @Override
    public void tend() throws IOException {
        if (socket != null && !confirms) {
            socket.check();
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
