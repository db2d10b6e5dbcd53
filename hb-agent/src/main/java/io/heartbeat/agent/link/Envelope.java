package io.heartbeat.agent.link;

import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.Rejection;
import java.nio.ByteBuffer;

/** How messages travel between this agent and one server: as they are, or in signed frames. Belongs to one link. */
interface Envelope {
    /** The datagram that carries a message to the server. */
    byte[] seal(byte[] message);

    /**
     * Opens a datagram from the server.
     *
     * @return null when it is good and {@link #message()} stands until the next call
     */
    Rejection open(ByteBuffer datagram);

    /** What the last datagram said. */
    Message message();

    /** When what was opened was sealed, by the server's clock, milliseconds since 1970; 0 when nothing proves it. */
    long sealedAt();

    /** Whether the sender of what was opened is proven. */
    boolean proves();

    /** Messages as they are; a frame of a stranger is an unknown format. */
    final class Plain implements Envelope {
        private final Codec codec = new Codec();

        @Override
        public byte[] seal(byte[] message) {
            return message;
        }

        @Override
        public Rejection open(ByteBuffer datagram) {
            return codec.decode(datagram.array(), datagram.arrayOffset() + datagram.position(), datagram.remaining());
        }

        @Override
        public Message message() {
            return codec.message();
        }

        @Override
        public long sealedAt() {
            return 0;
        }

        @Override
        public boolean proves() {
            return false;
        }
    }
}
