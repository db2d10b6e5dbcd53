package io.heartbeat.pump.filter;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** All secret filters of a reader, in their order. Immutable, thread-safe. */
public final class Secrets {
    private final List<SecretFilter> filters;

    /** These, in this order. */
    public Secrets(List<SecretFilter> filters) {
        this.filters = List.copyOf(filters);
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return filters.isEmpty();
    }

    /**
     * Takes the secrets out of a message.
     *
     * @return the new message, UTF-8; null when it has no secret
     */
    public byte[] redact(byte[] bytes, int offset, int length) {
        String before = new String(bytes, offset, length, StandardCharsets.UTF_8);
        String after = before;
        for (SecretFilter filter : filters) {
            after = filter.apply(after);
        }
        return after.equals(before) ? null : after.getBytes(StandardCharsets.UTF_8);
    }
}
