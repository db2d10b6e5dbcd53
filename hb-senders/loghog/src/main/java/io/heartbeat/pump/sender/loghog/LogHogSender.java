package io.heartbeat.pump.sender.loghog;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.PeerSocket;
import io.heartbeat.pump.sender.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** One batch, one write; with {@code confirm} also one connection, whose end the server confirms by closing it. */
final class LogHogSender implements Sender {
    private static final Logger LOG = System.getLogger(LogHogSender.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What Java says when a server closes in order, but without TLS's own farewell. A reset sounds otherwise. */
    private static final String FAREWELL = ".*(close_notify|shut down incorrectly).*";

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

    /**
     * Says that nothing more comes, and waits until the server closes, too: it does so when it has read everything. One that
     * refuses a frame, or dies, resets the connection.
     */
    private void confirm() throws IOException {
        socket.finish();
        try {
            if (socket.in().read() >= 0) {
                throw new IOException(plan.server() + " speaks, which a LogHog server never does");
            }
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    plan.server() + ":" + plan.port() + " does not confirm that it read everything: its disk may be"
                            + " full; a server that never closes needs confirm: false",
                    e);
        } catch (SSLException e) {
            if (!String.valueOf(e.getMessage()).matches(FAREWELL)) {
                throw e;
            }
            LOG.log(Level.DEBUG, "the server closed without close_notify: {0}", e.getMessage());
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
