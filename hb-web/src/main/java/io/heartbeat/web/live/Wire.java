package io.heartbeat.web.live;

import java.util.List;

/** The connection to one watcher. Implementations never block their caller. */
public interface Wire {
    /** Close code of RFC 6455: this end stops. */
    int GOING_AWAY = 1001;

    /** Close code of RFC 6455: the watcher broke a rule, or its login ended. */
    int POLICY = 1008;

    /** Close code of RFC 6455: come back later. */
    int TRY_AGAIN = 1013;

    /**
     * Sends frames in their order, each as one text message.
     *
     * @param frames what to send, not to be kept
     * @param done called once, from any thread, when all have left or the connection failed
     */
    void send(List<Frame> frames, Runnable done);

    /** Asks the other end for a sign of life; its pong is reported by {@link Subscriber#heard}. */
    void ping();

    /** Ends the connection; safe to call twice. */
    void close(int code, String reason);
}
