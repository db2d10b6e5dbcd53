package io.heartbeat.agent.link;

import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.KeyRing;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;

/** Messages in signed frames, both ways; whatever comes without one is refused. */
final class SignedEnvelope implements Envelope {
    private final Codec codec = new Codec();
    private final SigningKey key;
    private final KeyRing ring;
    private final FrameSealer sealer;
    private final SignedFrame frame;

    SignedEnvelope(SigningKey key, Clock clock, ReplayWindows windows) {
        this.key = key;
        this.ring = KeyRing.of(List.of(key));
        this.sealer = new FrameSealer(Direction.TO_SERVER, clock);
        this.frame = new SignedFrame(Direction.TO_AGENT, windows);
    }

    @Override
    public byte[] seal(byte[] message) {
        return sealer.seal(key, message);
    }

    @Override
    public Rejection open(ByteBuffer datagram) {
        byte[] bytes = datagram.array();
        int offset = datagram.arrayOffset() + datagram.position();
        if (!SignedFrame.claims(bytes, offset, datagram.remaining())) {
            return Rejection.UNSIGNED;
        }
        Rejection rejection = frame.open(ring, bytes, offset, datagram.remaining());
        if (rejection == null) {
            rejection = codec.decode(bytes, frame.payloadOffset(), frame.payloadLength());
        }
        return rejection == null ? frame.belies(codec.message()) : rejection;
    }

    @Override
    public Message message() {
        return codec.message();
    }

    @Override
    public long sealedAt() {
        return frame.timestamp();
    }

    @Override
    public boolean proves() {
        return true;
    }
}
