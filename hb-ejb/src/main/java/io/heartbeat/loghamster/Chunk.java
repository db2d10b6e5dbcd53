package io.heartbeat.loghamster;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Something that waits to be written.
 *
 * @param stream whose
 * @param data bytes as they were received; empty for an end
 * @param bytes how many they were
 * @param end what comes behind them
 */
record Chunk(Stream stream, ByteBuf data, int bytes, End end) {
    /** How a stream goes on. */
    enum End {
        /** More may come. */
        NONE,
        /** The peer has sent everything. */
        DONE,
        /** The connection broke. */
        BROKEN
    }

    static Chunk of(Stream stream, ByteBuf data) {
        return new Chunk(stream, data, data.readableBytes(), End.NONE);
    }

    static Chunk end(Stream stream, End end) {
        return new Chunk(stream, Unpooled.EMPTY_BUFFER, 0, end);
    }

    /** Gives memory and room in the queue back. */
    void release() {
        data.release();
        stream.peer().taken(bytes);
    }
}
