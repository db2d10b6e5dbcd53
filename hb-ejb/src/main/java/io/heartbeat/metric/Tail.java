package io.heartbeat.metric;

/**
 * The chunk of a series that grows, as far as the next report needs to know it.
 *
 * @param seq its number
 * @param firstAt reception of its first report, microseconds since the epoch
 * @param lastAt reception of its last report
 * @param reports how many
 * @param bytes length of its body
 * @param head its first frame, whose report is the dictionary of the others; empty when the row is damaged
 */
record Tail(int seq, long firstAt, long lastAt, int reports, int bytes, byte[] head) {
    /** Bytes of a body at which a chunk is full. With one frame more a row stays below 2 kB, where PostgreSQL would part it. */
    static final int FULL = 1_750;

    /** Bytes of a body at which a chunk of large reports is full. */
    static final int FULL_OF_LARGE = 48 << 10;

    static final int MOST_REPORTS = 256;

    /** A chunk covers at most so much, so that its roll-up is not put off for long. */
    static final long LONGEST_MICROS = Tier.EIGHT_HOURS.seconds() * 1_000_000L;

    /** Whether a report received then can go into it. Once the clock went back, a new chunk begins. */
    boolean takes(long micros) {
        int full = Math.min(Math.max(FULL, head.length * 4), FULL_OF_LARGE);
        boolean roomy = head.length > 0 && bytes < full && reports < MOST_REPORTS;
        return roomy && micros >= lastAt && micros - firstAt < LONGEST_MICROS;
    }

    /** With one more frame. */
    Tail with(long micros, int length) {
        return new Tail(seq, firstAt, micros, reports + 1, bytes + length, head);
    }
}
