package io.heartbeat.pump.sender.loghog;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.PeerSocket;
import io.heartbeat.pump.sender.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** One batch, one write; with {@code confirm} also one connection, whose end the server confirms by closing it. */
final class LogHogSender implements Sender {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogHogPlan plan;
    private final Messages messages;
    private PeerSocket socket;

    LogHogSender(LogHogPlan plan) {
        this.plan = plan;
        this.messages = new Messages(plan);
    }

    void connect() throws IOException {
        if (socket == null) {
            socket = PeerSocket.open(plan.server(), plan.port(), plan.tls(), PATIENCE);
        }
    }

    @Override
    public void send(Batch batch) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(1 << 16);
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            byte[] frame = messages.frame(batch, i);
            if (frame == null) {
                batch.poison(i, "without any text it is longer than loghog_max_message");
            } else {
                frames.writeBytes(frame);
            }
        }
        if (batch.pending() == 0) {
            return;
        }
        connect();
        socket.write(frames.toByteArray(), 0, frames.size());
        if (plan.confirm()) {
            confirm();
        }
        batch.acknowledgeAll();
    }

    /** The server closes when it has read everything; one that refuses a frame, or dies, resets the connection. */
    private void confirm() throws IOException {
        if (!socket.finish()) {
            throw new IOException(
                    plan.server() + ":" + plan.port() + " does not confirm that it read everything: its disk"
                            + " may be full; a server that never closes needs confirm: false");
        }
        close();
    }

    @Override
    public void tend() throws IOException {
        // An idle connection that the server closes unseen must not swallow the next batch.
        close();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
