package io.heartbeat.loghamster;

import io.heartbeat.wire.loghamster.Init;
import io.heartbeat.wire.loghamster.Tail;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One file's bytes on their way into an {@link Output}, which owns everything here but the peer. */
final class Stream {
    private static final int INFLATED = 256 * 1024;

    private final Init init;
    private final Peer peer;
    private final int command;
    private Inflater inflater;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private ByteBuffer inflated;
    private Tail tail = new Tail();
    private Resend resend;
    private long offset;
    private long acknowledged;
    private long received;
    private long begin = -1;
    private boolean gone;

    /** @param command which command of its connection asked for it */
    Stream(Init init, Peer peer, int command) {
        this.init = init;
        this.peer = peer;
        this.command = command;
        if (deflated()) {
            inflater = new Inflater();
            inflated = ByteBuffer.allocateDirect(INFLATED);
        }
    }

    String name() {
        return Account.name(init);
    }

    Init init() {
        return init;
    }

    Peer peer() {
        return peer;
    }

    int command() {
        return command;
    }

    boolean resumable() {
        return init.resume().isPresent();
    }

    boolean deflated() {
        return init.resume().map(Init.Resume::deflate).orElse(false);
    }

    /** Begins behind what is stored already. */
    void from(Account.Place place) {
        offset = place.offset();
        acknowledged = place.offset();
        begin = place.begin();
        tail = new Tail(place.tail());
    }

    Account.Place place() {
        return new Account.Place(offset, tail.bytes(), begin);
    }

    String tailPrint() {
        return tail.print();
    }

    long offset() {
        return offset;
    }

    long acknowledged() {
        return acknowledged;
    }

    void acknowledge(long upTo) {
        acknowledged = upTo;
    }

    /** Bytes that came over the connection and were written, or were there. */
    long received() {
        return received;
    }

    void receive(int bytes) {
        received += bytes;
    }

    Resend resend() {
        return resend;
    }

    void resend(Resend now) {
        resend = now;
    }

    boolean gone() {
        return gone;
    }

    /** No byte of it is written from now on. */
    void leave() {
        gone = true;
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
        if (resend != null) {
            resend.close();
        }
    }

    /** Notes bytes that were appended. */
    void wrote(ByteBuffer bytes, long at) {
        if (offset == 0) {
            begin = at;
        } else if (begin >= 0 && begin + offset != at) {
            begin = -1;
        }
        offset += bytes.remaining();
        tail.update(bytes);
    }

    /** Its bytes lie no longer in the file that grows. */
    void scattered() {
        begin = -1;
    }

    /** The source's bytes that are to be written next, with what was left of the last time; null when there are no more. */
    ByteBuffer next(ByteBuf data) throws DataFormatException {
        if (piece.hasRemaining()) {
            return piece;
        }
        if (inflater != null) {
            return inflate(data);
        }
        if (!data.isReadable()) {
            return null;
        }
        piece = data.nioBuffer();
        data.skipBytes(data.readableBytes());
        return piece;
    }

    private ByteBuffer inflate(ByteBuf data) throws DataFormatException {
        if (inflater.finished()) {
            data.skipBytes(data.readableBytes());
            return null;
        }
        if (data.isReadable()) {
            inflater.setInput(data.nioBuffer());
        }
        int before = inflater.getRemaining();
        inflated.clear();
        inflater.inflate(inflated);
        if (data.isReadable()) {
            data.skipBytes(before - inflater.getRemaining());
        }
        if (inflater.needsDictionary()) {
            throw new DataFormatException("a dictionary is asked for");
        }
        piece = inflated.flip();
        return piece.hasRemaining() ? piece : data.isReadable() ? inflate(data) : null;
    }
}
