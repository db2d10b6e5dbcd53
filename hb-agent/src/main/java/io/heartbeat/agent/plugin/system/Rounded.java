package io.heartbeat.agent.plugin.system;

/** Numbers as people read them; more digits would only cost bytes. */
final class Rounded {
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private Rounded() {}

    /** One digit behind the point. */
    static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** Two digits behind the point. */
    static double hundredth(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** A share of a whole in percent; 0 of nothing. */
    static double percent(long part, long whole) {
        return whole > 0 ? tenth(100.0 * part / whole) : 0;
    }

    /** Bytes in GiB. */
    static double gibibytes(long bytes) {
        return hundredth(bytes / MEBIBYTE / 1024);
    }

    /** Bytes in MiB. */
    static long mebibytes(long bytes) {
        return Math.round(bytes / MEBIBYTE);
    }
}
