package io.heartbeat.journal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.protocol.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers messages for a while: the same bytes of the same host are a duplicate until the window that the first one
 * opened has passed. Bounded: of more messages than {@value #BOUND} within a window, the oldest are forgotten. Thread-safe.
 */
final class Duplicates {
    static final int BOUND = 100_000;

    private final long windowMillis;
    private final TimeSource time;
    private final MessageDigest digest;
    private final Map<ByteBuffer, Long> seen = new LinkedHashMap<>();

    Duplicates(Duration window, TimeSource time) {
        this.windowMillis = window.toMillis();
        this.time = time;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Whether this one came before; from now on it has. */
    synchronized boolean seen(String host, Message message) {
        long now = time.steadyMillis();
        forget(now);
        digest.update(host.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(message.json(), message.offset(), message.length());
        return seen.putIfAbsent(ByteBuffer.wrap(digest.digest()), now) != null;
    }

    private void forget(long now) {
        Iterator<Long> oldest = seen.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next() + windowMillis > now && seen.size() < BOUND) {
                return;
            }
            oldest.remove();
        }
    }
}
