package io.heartbeat.pump.sender.otlp;

/**
 * How much of a request that was taken was refused all the same; the protocol does not say which, and wants no retry.
 *
 * @param rejected records that were not taken, 0 for none
 * @param message why, or a warning; may be empty
 */
record PartialSuccess(long rejected, String message) {
    /** All was taken, and there is nothing to say. */
    static final PartialSuccess FULL = new PartialSuccess(0, "");

    private static final int SHOWN = 200;

    /** The message in one short line. */
    String shown() {
        return shown(message);
    }

    /** What a stranger says in one short line. */
    static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
