package io.heartbeat.metric;

/**
 * What is left of a numeric's values in a stretch of time.
 *
 * @param min the least
 * @param max the greatest
 * @param sum of all
 * @param count how many, at least 1
 */
public record Summary(double min, double max, double sum, int count) {
    /** Of one value. */
    public static Summary of(double value) {
        return new Summary(value, value, value, 1);
    }

    /** Of both; null stands for no value. */
    public static Summary merged(Summary one, Summary other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Summary(
                Math.min(one.min, other.min),
                Math.max(one.max, other.max),
                one.sum + other.sum,
                one.count + other.count);
    }

    /** The mean. */
    public double avg() {
        return sum / count;
    }
}
