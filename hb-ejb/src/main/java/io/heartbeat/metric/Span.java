package io.heartbeat.metric;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time cut into equal steps, each at a multiple of its width since 1970 in UTC.
 *
 * @param tier which tier it is answered from
 * @param begin of the first step, seconds since the epoch
 * @param step width, seconds; a multiple of the tier's
 * @param count how many steps
 */
public record Span(Tier tier, long begin, long step, int count) {
    /**
     * The span to answer a question with.
     *
     * @param from where it begins; what no tier reaches is cut off
     * @param to where it ends, included; the future is cut off
     * @param step how wide a step is wanted; null for as fine as there is
     * @param now what the tiers count from
     */
    public static Span of(Instant from, Instant to, Duration step, Instant now) {
        long last = Math.min(to.getEpochSecond(), now.getEpochSecond());
        long oldest = now.minus(Tier.EIGHT_HOURS.keep()).getEpochSecond();
        long first = Math.min(Math.max(from.getEpochSecond(), oldest), last);
        Tier tier = Tier.of(Duration.ofSeconds(now.getEpochSecond() - first), step == null ? Duration.ZERO : step);
        long wanted = step == null
                ? 0
                : Math.min(step.toSeconds(), Tier.EIGHT_HOURS.keep().toSeconds());
        long width = Math.max(1, (wanted + tier.seconds() - 1) / tier.seconds()) * tier.seconds();
        long begin = Math.floorDiv(first, width) * width;
        return new Span(tier, begin, width, (int) ((last - begin) / width) + 1);
    }

    /** The step that a moment falls in; -1 when it is in none. */
    public int index(long epochSecond) {
        long index = Math.floorDiv(epochSecond - begin, step);
        return index < 0 || index >= count ? -1 : (int) index;
    }

    /** When a step begins. */
    public Instant at(int index) {
        return Instant.ofEpochSecond(begin + index * step);
    }

    /** The end of the last step, seconds since the epoch. */
    public long end() {
        return begin + count * step;
    }
}
