package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads pieces of a file that another process may write. What lies beneath {@link #completeUpTo} is read once and kept;
 * beyond it a page counts only until the next refresh, because it may have been read while an object was being written.
 * For one thread.
 */
final class FileBytes implements AutoCloseable {
    private final FileChannel channel;
    private final Pages pages;
    private final int id;
    private byte[] straddling = new byte[1024];
    private Page hot = new Page();
    private long refresh = 1;
    private long complete;
    private byte[] found;
    private int at;

    /** Opens; {@code id} is unique among the files that share the pages. */
    FileBytes(Path path, Pages pages, int id) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.pages = pages;
        this.id = id;
    }

    int id() {
        return id;
    }

    /** Says that the writer has gone on: what begins beneath this offset is whole. */
    void completeUpTo(long offset) {
        complete = offset;
        refresh++;
    }

    /** Bytes of the file now. */
    long size() throws IOException {
        return channel.size();
    }

    /** Looks at a run of bytes, then in {@link #found()} from {@link #at()} until the next look; false where there are none. */
    boolean look(long offset, int length) throws IOException {
        if (offset < 0) {
            return false;
        }
        int within = (int) (offset & (Page.SIZE - 1));
        if (within + length > Page.SIZE) {
            return assemble(offset, length);
        }
        Page page = page(offset >>> Page.SHIFT, offset + length);
        found = page.bytes;
        at = within;
        return within + length <= page.length;
    }

    /** The same, read anew from the file: for what its writer changes later. */
    boolean lookAgain(long offset, int length) throws IOException {
        long last = offset + length - 1 >>> Page.SHIFT;
        for (long number = offset >>> Page.SHIFT; offset >= 0 && number <= last; number++) {
            Page page = pages.find(this, number);
            page.owner = null;
            hot = page;
        }
        return look(offset, length);
    }

    byte[] found() {
        return found;
    }

    int at() {
        return at;
    }

    /** Copies a run of bytes; false where there are not as many. */
    boolean copy(long offset, byte[] target, int from, int length) throws IOException {
        if (length > 2 * Page.SIZE) {
            return read(ByteBuffer.wrap(target, from, length), offset) == length;
        }
        int done = 0;
        while (done < length) {
            int within = (int) (offset + done & (Page.SIZE - 1));
            int piece = Math.min(length - done, Page.SIZE - within);
            if (!look(offset + done, piece)) {
                return false;
            }
            System.arraycopy(found, at, target, from + done, piece);
            done += piece;
        }
        return true;
    }

    /** Reads past all pages; how many bytes there were. A disk that fails reads as the end of the file. */
    int read(ByteBuffer target, long offset) throws IOException {
        int done = 0;
        try {
            while (target.hasRemaining() && offset >= 0) {
                int got = channel.read(target, offset + done);
                if (got <= 0) {
                    break;
                }
                done += got;
            }
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException unreadable) {
            return done;
        }
        return done;
    }

    private boolean assemble(long offset, int length) throws IOException {
        if (straddling.length < length) {
            straddling = new byte[length * 2];
        }
        // Pieces go through look(), which never comes back here: none of them leaves its page.
        boolean there = copy(offset, straddling, 0, length);
        found = straddling;
        at = 0;
        return there;
    }

    private Page page(long number, long end) throws IOException {
        Page page = hot;
        if (page.owner != this || page.number != number) {
            page = pages.find(this, number);
            hot = page;
        }
        if (page.owner != this || page.number != number || end > page.complete && page.refresh != refresh) {
            load(page, number);
        }
        return page;
    }

    private void load(Page page, long number) throws IOException {
        page.owner = null;
        page.buffer.clear();
        page.length = read(page.buffer, number << Page.SHIFT);
        page.number = number;
        page.complete = complete;
        page.refresh = refresh;
        page.owner = this;
    }

    @Override
    public void close() {
        pages.release(this);
        try {
            channel.close();
        } catch (IOException nothingWasWritten) {
            // A file that was only read has nothing to lose.
        }
    }
}
