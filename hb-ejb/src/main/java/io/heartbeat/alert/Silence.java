package io.heartbeat.alert;

import java.time.Instant;
import java.util.List;

/**
 * Somebody's wish not to be told of some alerts for a while.
 *
 * @param id number
 * @param matchers conditions that an alert must meet, all of them; at least one
 * @param startsAt when it begins
 * @param endsAt when it ends
 * @param author who wished
 * @param comment why
 * @param createdAt when it was made
 */
public record Silence(
        long id,
        List<Matcher> matchers,
        Instant startsAt,
        Instant endsAt,
        String author,
        String comment,
        Instant createdAt) {
    /** Copies the list. */
    public Silence {
        matchers = List.copyOf(matchers);
    }

    /** Whether it is in force. */
    public boolean active(Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    /** Whether it is about this alert, now or later. */
    public boolean covers(Alert alert) {
        return matchers.stream().allMatch(matcher -> matcher.fits(alert));
    }

    /** {@code pending}, {@code active} or {@code expired}. */
    public String state(Instant now) {
        return now.isBefore(startsAt) ? "pending" : now.isBefore(endsAt) ? "active" : "expired";
    }
}
