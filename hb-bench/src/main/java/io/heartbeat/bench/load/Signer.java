package io.heartbeat.bench.load;

/** Puts a payload into a signed frame (docs/PROTOCOL.md, "Signed frame"). */
@FunctionalInterface
public interface Signer {
    /**
     * @param host the host that signs
     * @param payload JSON or a zlib stream
     * @param number ascending number of the frame
     */
    byte[] sign(String host, byte[] payload, long number);

    /** For loads that sign nothing. */
    static Signer none() {
        return (host, payload, number) -> {
            throw new IllegalStateException("this load was to be sent unsigned");
        };
    }
}
