package io.heartbeat.web.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A watcher behind the container's WebSocket. Frames go out one by one: a container may refuse a second send before the first is done. */
final class SessionWire implements Wire {
    private static final System.Logger LOG = System.getLogger(SessionWire.class.getName());

    private final Session session;

    SessionWire(Session session) {
        this.session = session;
    }

    @Override
    public void send(List<Frame> frames, Runnable done) {
        Sending sending;
        try {
            sending = new Sending(List.copyOf(frames), done);
        } catch (IllegalStateException closed) {
            // The watcher left between two frames: a container then has no remote to hand out.
            LOG.log(Level.DEBUG, "a watcher is gone: {0}", closed.getMessage());
            done.run();
            return;
        }
        sending.step();
    }

    @Override
    public void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "a watcher is gone: {0}", gone.toString());
        }
    }

    @Override
    public void close(int code, String reason) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "a watcher is gone: {0}", gone.toString());
        }
    }

    /** One batch on its way. A send may be done before it returns; counting steps turns that recursion into a loop. */
    private final class Sending {
        private final RemoteEndpoint.Async remote = session.getAsyncRemote();
        private final List<Frame> frames;
        private final Runnable done;
        private final AtomicInteger steps = new AtomicInteger();
        private int at;

        Sending(List<Frame> frames, Runnable done) {
            this.frames = frames;
            this.done = done;
        }

        void step() {
            if (steps.getAndIncrement() > 0) {
                return;
            }
            do {
                if (at == frames.size()) {
                    done.run();
                    return;
                }
                sendNext();
            } while (steps.decrementAndGet() > 0);
        }

        private void sendNext() {
            try {
                remote.sendText(frames.get(at++).text(), this::sent);
            } catch (RuntimeException closed) {
                fail(closed);
            }
        }

        private void sent(SendResult result) {
            if (result.isOK()) {
                step();
            } else {
                fail(result.getException());
            }
        }

        private void fail(Throwable broken) {
            LOG.log(Level.DEBUG, "a watcher is gone: {0}", String.valueOf(broken));
            at = frames.size();
            close(Wire.GOING_AWAY, "broken");
            step();
        }
    }
}
