package io.heartbeat.pump.sender;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The destination has said when it wants to be asked again. The pump rests at least so long. */
public final class RetryAfterException extends IOException {
    private static final long serialVersionUID = 1;

    /** Whatever a destination says, it is asked again after this time. */
    private static final Duration MOST = Duration.ofMinutes(30);

    private final transient Duration delay;

    /**
     * @param message for people, without secrets
     * @param delay what is more than half an hour counts as half an hour, what is negative as nothing
     */
    public RetryAfterException(String message, Duration delay) {
        super(message);
        this.delay = delay.isNegative() ? Duration.ZERO : delay.compareTo(MOST) > 0 ? MOST : delay;
    }

    /** How long the destination wants to be left alone; zero to half an hour. */
    public Duration delay() {
        return delay;
    }

    /**
     * Reads the value of a {@code Retry-After} header (RFC 9110, 10.2.3): seconds or a date.
     *
     * @return null when it is neither
     */
    public static Duration read(String header, Instant now) {
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
