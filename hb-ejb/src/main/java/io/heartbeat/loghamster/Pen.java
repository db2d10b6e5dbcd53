package io.heartbeat.loghamster;

import io.heartbeat.logstore.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes the bytes of streams into one output; those that an original client sends once more are held against what is there
 * first. For whoever has the output's turn.
 */
final class Pen {
    private final LogFile file;
    private final Checkpoints checkpoints;

    Pen(LogFile file, Checkpoints checkpoints) {
        this.file = file;
        this.checkpoints = checkpoints;
    }

    /** Writes a piece, or passes over it; false when the disk took only a part: the rest is still in the piece. */
    boolean write(Stream stream, ByteBuffer piece) throws IOException {
        int before = piece.remaining();
        boolean all = compared(stream, piece) && appended(stream, piece);
        stream.receive(before - piece.remaining());
        return all;
    }

    /** The stream is over. What was only compared was another file after all, and is written; false when the disk refused. */
    boolean finish(Stream stream) throws IOException {
        Resend resend = stream.resend();
        if (resend == null || resend.equal() == 0) {
            return true;
        }
        resend.ended();
        return copiedEqual(stream);
    }

    private boolean compared(Stream stream, ByteBuffer piece) throws IOException {
        Resend resend = stream.resend();
        if (resend == null) {
            return true;
        }
        resend.compare(piece);
        if (resend.another()) {
            return copiedEqual(stream);
        }
        if (resend.repeated()) {
            settle(stream, resend);
        }
        return true;
    }

    /** All was there: goes on behind it. What stands behind in the file is torn, or another stream's. */
    private void settle(Stream stream, Resend resend) {
        long own = resend.end();
        if (checkpoints.alone() && file.size() > own && resend.equal() > stream.offset()) {
            file.truncate(own);
        }
        stream.from(new Account.Place(resend.equal(), new byte[0], own - resend.equal()));
        stream.resend(null);
        resend.close();
    }

    private boolean copiedEqual(Stream stream) throws IOException {
        Resend resend = stream.resend();
        if (stream.offset() > 0 && !resend.copying()) {
            stream.from(new Account.Place(0, new byte[0], -1));
        }
        for (ByteBuffer bytes = resend.equalBytes(); bytes != null; bytes = resend.equalBytes()) {
            int length = bytes.remaining();
            boolean all = appended(stream, bytes);
            resend.copied(length - bytes.remaining());
            if (!all) {
                return false;
            }
        }
        stream.resend(null);
        resend.close();
        return true;
    }

    private boolean appended(Stream stream, ByteBuffer piece) {
        if (!piece.hasRemaining()) {
            return true;
        }
        long at = file.size();
        ByteBuffer taken = piece.duplicate();
        int count = file.append(piece);
        if (count > 0) {
            taken.limit(taken.position() + count);
            stream.wrote(taken, at);
            checkpoints.wrote(taken.get(taken.limit() - 1));
        }
        return !piece.hasRemaining();
    }
}
