package io.heartbeat.pump.sender.websocket;

import java.io.IOException;

/** The server has closed the connection and says why (RFC 6455, 7.4). */
final class ClosedException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int BAD_DATA = 1007;
    private static final int TOO_BIG = 1009;

    private final int code;

    ClosedException(String message, int code) {
        super(message);
        this.code = code;
    }

    /** Whether it is about what was sent, so that it would be so again. */
    boolean refusesContent() {
        return code == BAD_DATA || code == TOO_BIG;
    }
}
