package io.heartbeat.bench.load;

/**
 * A load to send. It ends at the count or at the time, whichever comes first.
 *
 * @param shape what the messages are
 * @param wire how they travel
 * @param hosts how many hosts they speak for, in turn
 * @param rate datagrams a second, 0 for full blast
 * @param count at most so many datagrams
 * @param seconds at most so long
 * @param first number of the first message; message i carries first + i (or, where messages repeat, its place in the pool)
 * @param sockets from how many source ports; a host keeps its port
 */
public record LoadSpec(
        Shape shape, Wire wire, int hosts, double rate, long count, double seconds, long first, int sockets) {
    /** Numbers have nine digits. */
    public static final long LOWEST = 100_000_000;

    /** The last nine-digit number. */
    public static final long HIGHEST = 999_999_999;

    /** How many datagrams may share a system call; neighbours of that many hosts share a source port. */
    static final int BLOCK = 64;

    public LoadSpec {
        require(hosts > 0 && hosts <= 10_000_000, "hosts must lie between 1 and 10000000");
        require(rate >= 0, "the rate must not be negative");
        require(count > 0 && seconds > 0, "a load needs a count and a time to end at");
        require(sockets > 0 && sockets <= 1024, "sockets must lie between 1 and 1024");
        require(first >= LOWEST && first <= HIGHEST, "the first number must have nine digits");
        require(count <= HIGHEST - first + 1, "the numbers would run out: at most " + (HIGHEST - first + 1));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The most datagrams that can leave: the count, or what the rate makes of the time. */
    public long most() {
        return rate == 0 ? count : Math.min(count, (long) Math.ceil(rate * seconds) + BLOCK);
    }

    /** The source port a message leaves from, counted from 0. */
    int socket(long number) {
        return (int) (number % hosts / BLOCK % sockets);
    }
}
