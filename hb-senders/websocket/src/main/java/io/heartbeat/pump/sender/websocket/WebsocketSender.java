package io.heartbeat.pump.sender.websocket;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Some frames and a ping: what was sent before it has arrived when its pong is back. */
final class WebsocketSender implements Sender {
    private static final Logger LOG = System.getLogger(WebsocketSender.class.getName());
    /** How long a connection may be idle before it is asked whether it stands. */
    private static final long IDLE_MILLIS = Duration.ofSeconds(30).toMillis();

    private final WebsocketPlan plan;
    private final TimeSource time;
    private final Frames frames;
    private Connection connection;
    private long spoken;
    /** The server took a frame for too large or not fit: each entry alone tells which it is. */
    private boolean alone;

    WebsocketSender(WebsocketPlan plan, TimeSource time) {
        this.plan = plan;
        this.time = time;
        this.frames = new Frames(plan.snappy());
    }

    void connect() throws IOException, InterruptedException {
        if (connection == null) {
            connection = Connection.open(plan);
            spoken = time.steadyMillis();
        }
    }

    @Override
    public void send(Batch batch) throws IOException, InterruptedException {
        try {
            connect();
            for (int first = batch.next(0); first >= 0; first = batch.next(first)) {
                int end = frames.fill(batch, first, alone ? 0 : plan.maxBatch());
                connection.send(frames.bytes());
                if (alone || batch.next(end) < 0) {
                    connection.confirm();
                    batch.acknowledgeBelow(end);
                }
                first = end;
            }
            alone = false;
            spoken = time.steadyMillis();
        } catch (ClosedException e) {
            close();
            refused(batch, e);
            throw e;
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void refused(Batch batch, ClosedException closed) {
        if (!closed.refusesContent()) {
            return;
        }
        if (alone) {
            batch.poison(batch.next(0), closed.getMessage());
        } else {
            alone = true;
            LOG.log(Level.WARNING, "{0}; the entries are sent one by one now", closed.getMessage());
        }
    }

    @Override
    public void tend() throws IOException, InterruptedException {
        try {
            connect();
            connection.check();
            if (time.steadyMillis() - spoken >= IDLE_MILLIS) {
                connection.confirm();
                spoken = time.steadyMillis();
            }
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean survivesFailure() {
        return true;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
