package io.heartbeat.ingest;

import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Signed frames of one worker: opens what comes, judges whether a host may come unsigned, seals the answers. Not
 * thread-safe.
 */
final class Seals {
    private final Signing signing;
    private final SignedFrame frame;
    private final FrameSealer sealer;
    private boolean sealed;

    Seals(Signing signing, Clock clock) {
        this.signing = signing;
        frame = signing.frame();
        sealer = new FrameSealer(Direction.TO_AGENT, clock);
    }

    /** Opens the datagram if it is a signed frame; null when it may be read on. */
    Rejection open(byte[] bytes, int offset, int length) {
        sealed = SignedFrame.claims(bytes, offset, length);
        return sealed ? frame.open(signing.keys(), bytes, offset, length) : null;
    }

    /** Whether the datagram in hand was signed, and rightly so. */
    boolean sealed() {
        return sealed;
    }

    int payloadOffset() {
        return frame.payloadOffset();
    }

    int payloadLength() {
        return frame.payloadLength();
    }

    /** The name of the host whose key it was, as bytes; only for a sealed one. */
    byte[] keyHost() {
        return frame.key().host().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whether the message may stand for its host.
     *
     * @param auth what is demanded of the host
     * @param hasSigned whether it once signed
     */
    Rejection judge(Message message, AuthMode auth, boolean hasSigned) {
        if (sealed) {
            return frame.belies(message);
        }
        boolean must = auth == AuthMode.REQUIRE || auth == AuthMode.OBSERVE && hasSigned;
        return must ? Rejection.UNSIGNED : null;
    }

    /** Bytes a sealed answer is longer than its payload. */
    int overhead() {
        return FrameSealer.length(frame.key(), 0);
    }

    /** Seals an answer to the frame in hand; the length of the frame in {@code target}. */
    int seal(byte[] payload, int length, byte[] target) {
        SigningKey key = frame.key();
        return sealer.seal(key, payload, 0, length, target);
    }
}
