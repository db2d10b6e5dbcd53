package io.heartbeat.pump.journald;

import java.nio.ByteBuffer;

/** A piece of a file in memory. */
final class Page {
    static final int SHIFT = 14;
    static final int SIZE = 1 << SHIFT;

    final byte[] bytes = new byte[SIZE];
    final ByteBuffer buffer = ByteBuffer.wrap(bytes);

    /** What it is a piece of; null while it is of nothing. */
    FileBytes owner;

    /** Its number within the file. */
    long number;

    /** How many bytes there were when it was read. */
    int length;

    /** Up to this offset of the file all objects were complete when it was read. */
    long complete;

    /** The refresh of the file it was read after. */
    long refresh;

    /** When it was last asked for. */
    long used;
}
