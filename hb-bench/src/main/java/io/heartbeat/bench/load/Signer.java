package io.heartbeat.bench.load;

/** Puts a payload into a signed frame (docs/PROTOCOL.md, "Signed frames"). */
@FunctionalInterface
public interface Signer {
    /**
     * @param host number of the host that signs
     * @param payload JSON or a zlib stream
     */
    byte[] sign(int host, byte[] payload);

    /** For loads that sign nothing. */
    static Signer none() {
        return (host, payload) -> {
            throw new IllegalStateException("this load was to be sent unsigned");
        };
    }
}
