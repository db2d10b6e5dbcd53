package io.heartbeat.pump.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** How a sender does. Thread-safe by its owner. */
final class Health {
    private static final int ERRORS = 8;
    private static final int LENGTH = 128;

    private SenderStatus status = SenderStatus.DISCONNECTED;
    private long since;
    private final List<String> errors = new ArrayList<>();

    SenderStatus status() {
        return status;
    }

    void become(SenderStatus now, long steadyMillis) {
        if (now != status) {
            status = now;
            since = steadyMillis;
        }
        if (now == SenderStatus.CONNECTED) {
            errors.clear();
        }
    }

    void begin(long steadyMillis) {
        since = steadyMillis;
    }

    /** Keeps the first ones of a trouble: they say how it began. */
    void error(String text) {
        if (errors.size() < ERRORS) {
            errors.add(text.length() > LENGTH ? text.substring(0, LENGTH) : text);
        }
    }

    double elapsed(long steadyMillis) {
        return Math.max(0, steadyMillis - since) / 1000.0;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }
}
