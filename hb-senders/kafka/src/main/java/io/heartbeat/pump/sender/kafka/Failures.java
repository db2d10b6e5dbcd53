package io.heartbeat.pump.sender.kafka;

import java.io.IOException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Says of Kafka's exceptions what concerns the pump.
 *
 * @param servers what messages begin with
 */
record Failures(String servers) {
    /** What went wrong, for people. */
    IOException of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        String late = root instanceof TimeoutException ? "no answer in time: " : "";
        return new IOException(servers + ": " + late + message, failure);
    }

    /** Kafka's own kind of interrupt, which has set the thread's mark again, as the one that everybody knows. */
    InterruptedException interrupted(InterruptException e) {
        Thread.interrupted();
        InterruptedException same = new InterruptedException(servers + ": interrupted");
        same.initCause(e);
        return same;
    }
}
