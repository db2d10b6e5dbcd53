package io.heartbeat.loghamster;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An original client that sends its file from the beginning once more, as they do whenever a connection is made: what comes is
 * held against what the output has of that file, byte by byte, and is not written again. At the first difference it was
 * another file after all; then what was equal is written once more, from the output itself.
 */
final class Resend implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Resend.class.getName());
    private static final int BLOCK = 64 * 1024;

    private final FileChannel output;
    private final long begin;
    private final long length;
    private final long sure;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private long equal;
    private long copied;
    private boolean differs;

    /**
     * @param begin where in the output the file begins
     * @param sure bytes of it that are there for certain
     * @param length bytes that may be its, at least as many
     */
    Resend(Path output, long begin, long sure, long length) throws IOException {
        this.output = FileChannel.open(output, StandardOpenOption.READ);
        this.begin = begin;
        this.sure = sure;
        this.length = length;
        block.limit(0);
    }

    /** Passes over the bytes that are there already; stops at the first that is not. */
    void compare(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && equal < length && !differs) {
            int want = (int) Math.min(Math.min(bytes.remaining(), BLOCK), length - equal);
            block.clear().limit(want);
            read(begin + equal);
            ByteBuffer part = bytes.slice(bytes.position(), block.remaining());
            int same = block.mismatch(part);
            int passed = same < 0 ? part.remaining() : same;
            bytes.position(bytes.position() + passed);
            equal += passed;
            differs = passed < want;
        }
    }

    private void read(long at) throws IOException {
        long from = at;
        int count = 0;
        while (block.hasRemaining() && count >= 0) {
            count = output.read(block, from);
            from += Math.max(0, count);
        }
        block.flip();
    }

    /** Bytes that were equal. */
    long equal() {
        return equal;
    }

    /** Whether everything was there, so that the rest is new. */
    boolean repeated() {
        return equal >= sure && (differs || equal == length);
    }

    /** Whether it is another file. */
    boolean another() {
        return differs && equal < sure;
    }

    /** Where the output ends as far as it is this file. */
    long end() {
        return begin + equal;
    }

    /** The stream ended before anything differed: it counts as another file, for nothing may be lost. */
    void ended() {
        differs = true;
    }

    /** The next of the bytes that were equal; null when all were given. {@link #copied} says how many are done with. */
    ByteBuffer equalBytes() throws IOException {
        if (copied == equal) {
            return null;
        }
        block.clear().limit((int) Math.min(BLOCK, equal - copied));
        read(begin + copied);
        return block;
    }

    /** Whether bytes were copied already. */
    boolean copying() {
        return copied > 0;
    }

    /** So many more of them are done with. */
    void copied(int bytes) {
        copied += bytes;
    }

    @Override
    public void close() {
        try {
            output.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing what was only read: {0}", e.toString());
        }
    }
}
