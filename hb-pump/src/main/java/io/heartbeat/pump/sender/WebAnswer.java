package io.heartbeat.pump.sender;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What an HTTP destination answered.
 *
 * @param status of HTTP
 * @param headers by name
 * @param body whole; at most {@link WebClient#MAX_ANSWER} bytes
 */
public record WebAnswer(int status, HttpHeaders headers, byte[] body) {
    private static final int EXCERPT = 200;

    /** Whether the status is 2xx. */
    public boolean ok() {
        return status / 100 == 2;
    }

    /** Whether this very content will never be taken: bad, too large or not to be processed (400, 413, 415, 422). */
    public boolean refusesContent() {
        return status == 400 || status == 413 || status == 415 || status == 422;
    }

    /** The body's beginning in one line, for people. Only for destinations that do not repeat secrets. */
    public String excerpt() {
        String text = new String(body, 0, Math.min(body.length, 4 * EXCERPT), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text;
    }

    /**
     * The failure that this answer means, for the whole request; a {@code Retry-After} is heeded.
     *
     * @param message for people, without secrets
     */
    public IOException failure(String message, Instant now) {
        Duration delay = headers.firstValue("Retry-After")
                .map(value -> RetryAfterException.read(value, now))
                .orElse(null);
        return delay == null ? new IOException(message) : new RetryAfterException(message, delay);
    }
}
