package io.heartbeat.bench.load;

/**
 * What a sender did.
 *
 * @param sent datagrams the kernel took
 * @param nanos from the first to the last of them
 * @param refused system calls that failed
 * @param lateMillis time the sender gave up because it could not keep the pace
 */
public record SendReport(long sent, long nanos, long refused, long lateMillis) {
    /** Datagrams a second that really left. */
    public double rate() {
        return nanos == 0 ? 0 : sent * 1e9 / nanos;
    }

    /** Reads the line that the native sender prints. */
    static SendReport parse(String line) {
        String[] words = line.strip().split(" ");
        if (words.length != 4) {
            throw new IllegalArgumentException("the native sender said: " + line);
        }
        return new SendReport(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
}
